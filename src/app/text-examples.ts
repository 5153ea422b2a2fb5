import { loadText, TEXT_EXAMPLES, type TextExample } from '../examples/kernel-text.ts'
import { notify, openText } from '../store/paste.ts'
import type { MenuItem } from '../ui/Menu.tsx'

export function openExample(example: TextExample): void {
  void loadText(example).then(
    (text) => openText(text),
    () => notify(`"${example.title}" could not be fetched. Is the page's server still there?`),
  )
}

/** The Examples menu of Inspect. */
export async function textExamples(): Promise<MenuItem[]> {
  return TEXT_EXAMPLES.map((example) => ({
    label: example.title,
    detail: example.summary,
    onSelect: () => openExample(example),
  }))
}
