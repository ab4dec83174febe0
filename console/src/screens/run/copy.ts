import type { View } from './log/view.ts'
import { lineOf } from './log/words.ts'
import { findRange, type Selection } from './use-selection.ts'

/** Copies the selected rows as lines of text. */
export async function copyRows(view: View, selection: Selection | undefined): Promise<void> {
  const [from, to] = findRange(view, selection) ?? [0, -1]
  const lines: string[] = []
  for (let index = from; index <= to; index += 1) {
    const entry = view.at(index)
    if (entry) lines.push(lineOf(entry))
  }
  await navigator.clipboard.writeText(lines.join('\n'))
}
