import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Fails the test on anything that axe finds on the whole page; `what` tells which of its states it was. */
export async function expectAccessible(page: Page, what = ''): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
  expect(
    violations.map(
      ({ id, nodes }) => `${what} ${id}: ${nodes.map((node) => node.target).join(' ')}`,
    ),
  ).toEqual([])
}
