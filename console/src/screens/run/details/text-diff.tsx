import { Suspense, use } from 'react'
import { compareLines } from './line-changes.ts'

type Edit = { readonly before: string; readonly after: string }

/** Names that tools give to the text they replace, and to what they put there. */
const names = [
  ['old_string', 'new_string'],
  ['old_str', 'new_str'],
  ['before', 'after'],
] as const

/** What a tool was asked to replace; undefined where its input is no edit. */
export function findEdit(input: unknown): Edit | undefined {
  if (typeof input !== 'object' || input === null) return undefined
  const values = input as Readonly<Record<string, unknown>>
  for (const [old, next] of names) {
    const [before, after] = [values[old], values[next]]
    if (typeof before === 'string' && typeof after === 'string') return { before, after }
  }
  return undefined
}

let loading: Promise<typeof import('diff')> | undefined

function loadDiff() {
  loading ??= import('diff')
  return loading
}

/** Beyond this, lines are not compared: it takes long, and nobody reads it. */
const maxLength = 200_000

function Lines({ before, after }: Edit) {
  const { diffLines } = use(loadDiff())
  let line = 0
  return (
    <pre className="diff">
      {compareLines(diffLines, before, after).map(({ value, added, removed }) => {
        line += value.length
        const mark = added ? '+' : removed ? '−' : ' '
        const text = value.replace(/\n$/, '').split('\n')
        return (
          <span key={`${line}${mark}`} className={added ? 'added' : removed ? 'removed' : undefined}>
            {text.map((part) => `${mark} ${part}\n`)}
          </span>
        )
      })}
    </pre>
  )
}

/** The lines that an edit takes away and adds. */
export function TextDiff(edit: Edit) {
  if (edit.before.length + edit.after.length > maxLength)
    return <p className="soft">The texts are too long to be compared here; both stand in the input.</p>
  return (
    <section>
      <h3>Change</h3>
      <Suspense fallback={<p className="soft">Comparing…</p>}>
        <Lines {...edit} />
      </Suspense>
    </section>
  )
}
