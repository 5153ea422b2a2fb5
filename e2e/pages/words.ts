// What nobody could read: words of a picture that lie on one another, touch, or are cut off.

import type { Page } from 'playwright/test'

export function unreadableWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main svg')].flatMap((picture) => {
      const edge = picture.getBoundingClientRect()
      const texts = [...picture.querySelectorAll('text')]
        .map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0)
      const cut = texts.filter(({ box }) => box.left < edge.left - 2 || box.right > edge.right + 2)
      const crossed = texts.flatMap(({ words, box: a }, i) =>
        texts
          .slice(i + 1)
          .filter(({ box: b }) => {
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
            return across > -3 && down > 4
          })
          .map((other) => `${words} on ${other.words}`),
      )
      return [...cut.map(({ words }) => `${words} cut off`), ...crossed]
    }),
  )
}
