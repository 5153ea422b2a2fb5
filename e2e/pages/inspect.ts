// Inspect as a person meets it: everything by role and name.

import { readFileSync } from 'node:fs'
import { expect, type Locator, type Page } from 'playwright/test'

/** A text that the page offers as an example. */
export function exampleText(id: string): string {
  return readFileSync(new URL(`../../src/examples/kernel-text/${id}.txt`, import.meta.url), 'utf8')
}

export class Inspect {
  readonly page: Page
  readonly field: Locator
  readonly verdict: Locator
  readonly sentence: Locator
  readonly unread: Locator
  readonly snapshot: Locator

  constructor(page: Page) {
    this.page = page
    this.field = page.getByRole('textbox', { name: 'Kernel output', exact: true })
    this.verdict = this.region('Verdict')
    this.sentence = this.verdict.getByRole('heading', { level: 1 })
    this.unread = this.region('Unread lines')
    this.snapshot = page.getByRole('slider', { name: 'Snapshot', exact: true })
  }

  /** Opens the page, empty unless the address carries a text. */
  async open(query = ''): Promise<this> {
    await this.page.goto(`./#/inspect${query}`)
    await expect(this.field).toBeVisible()
    return this
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  table(name: string): Locator {
    return this.page.getByRole('table', { name, exact: true })
  }

  /** Puts a text into the field and waits for the verdict. */
  async read(text: string): Promise<void> {
    await this.field.fill(text)
    await expect(this.verdict).toBeVisible()
  }

  /** Pastes as the clipboard does, wherever the focus is. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      const target = document.activeElement ?? document.body
      const options = { clipboardData, bubbles: true, cancelable: true }
      target.dispatchEvent(new ClipboardEvent('paste', options))
    }, text)
  }

  async openFile(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.button('Open').click(),
    ])
    await chooser.setFiles(file)
  }

  /** Free blocks by order as a zone's table has them. */
  async counts(zone: string): Promise<number[]> {
    const cells = await this.table(zone).locator('tbody tr td:nth-child(3)').allTextContents()
    return cells.map((text) => Number(text.replace(/\s/g, '')))
  }
}
