// The Lab as a person meets it: everything by role and name.

import { expect, type Locator, type Page } from 'playwright/test'

export class Lab {
  readonly page: Page
  readonly script: Locator
  readonly step: Locator
  readonly buddyinfo: Locator
  readonly whatHappened: Locator
  readonly tree: Locator
  readonly pages: Locator
  readonly heatmap: Locator
  readonly freeLists: Locator
  readonly timeline: Locator
  readonly transport: Locator

  constructor(page: Page) {
    this.page = page
    this.script = page.getByRole('textbox', { name: 'Script', exact: true })
    this.step = page.getByRole('slider', { name: 'Step', exact: true })
    this.buddyinfo = page.getByRole('status', { name: '/proc/buddyinfo', exact: true })
    const region = (name: string) => page.getByRole('region', { name, exact: true })
    this.whatHappened = region('What happened')
    this.tree = region('Split tree')
    this.pages = region('Pages')
    this.heatmap = region('Fragmentation heatmap')
    this.freeLists = region('Free lists')
    this.timeline = region('Timeline')
    this.transport = page.getByRole('group', { name: 'Transport', exact: true })
  }

  /** Opens the page, at the bare address unless told, and waits until the first picture stands. */
  async open(hash = ''): Promise<this> {
    await this.page.goto(`./${hash}`)
    await expect(this.buddyinfo).toContainText('Node')
    return this
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** Replaces the script, runs it at once, and waits until it has run or is refused. */
  async run(source: string): Promise<void> {
    await this.begin(source)
    await expect(this.transport).toHaveAttribute('aria-busy', 'false', { timeout: 15_000 })
  }

  /** As `run`, for a script that takes a while: does not wait. */
  async begin(source: string): Promise<void> {
    await this.write(source)
    await this.button('Run script').click()
  }

  async write(source: string): Promise<void> {
    await this.script.fill(source)
  }

  /** The text that the editor holds. */
  source(): Promise<string> {
    return this.script.evaluate((element) =>
      element instanceof HTMLTextAreaElement
        ? element.value
        : [...element.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'),
    )
  }

  async expectStep(step: number): Promise<void> {
    await expect(this.step).toHaveValue(String(step))
  }

  /** Free blocks by order, of the first zone, as the page prints them. */
  async counts(): Promise<number[]> {
    const text = (await this.buddyinfo.textContent()) ?? ''
    const row = text.split('\n')[0] ?? ''
    return row
      .replace(/^Node \d+, zone +\S+/, '')
      .trim()
      .split(/\s+/)
      .map(Number)
  }

  async expectCounts(counts: readonly number[]): Promise<void> {
    await expect.poll(() => this.counts()).toEqual(counts)
  }

  /** A free list, head first: the first number in each item is its pfn. */
  async list(order: number): Promise<number[]> {
    const list = this.page.getByRole('list', { name: `Order ${order} free list`, exact: true })
    const items = await list.getByRole('listitem').allTextContents()
    return items.map((item) => Number(/\d+/.exec(item)?.[0]))
  }

  block(region: Locator, name: string): Locator {
    return region.getByRole('button', { name, exact: true })
  }
}

/** Fails the test on anything that the page writes to its console, and on requests that leave its origin. */
export function watch(page: Page): { readonly complaints: string[]; readonly foreign: string[] } {
  const complaints: string[] = []
  const foreign: string[] = []
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    const isOwn = protocol === 'data:' || protocol === 'blob:' || host === new URL(page.url()).host
    if (!isOwn && page.url() !== 'about:blank') foreign.push(request.url())
  })
  return { complaints, foreign }
}
