// biome-ignore-all lint/a11y/useSemanticElements: a virtual list positions its rows, which a table does not allow.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and names its row by aria-activedescendant.

/** The columns of a log, from 1. A list shows some of them, and a narrow screen fewer: each keeps its number. */
export const columnIndex = {
  time: 1,
  type: 2,
  tool: 3,
  summary: 4,
  track: 5,
  duration: 6,
  tokens: 7,
  cost: 8,
} as const

/** The number of columns of a log, with those that are not shown. */
export const columnCount = Object.keys(columnIndex).length

type ColumnName = keyof typeof columnIndex

const headings: Readonly<Record<ColumnName, string>> = {
  time: 'Time',
  type: 'Kind',
  tool: 'Tool',
  summary: 'Text',
  track: 'Timeline',
  duration: 'Duration',
  tokens: 'Tokens in / out',
  cost: 'Cost',
}

const listColumns: readonly ColumnName[] = ['time', 'type', 'tool', 'summary', 'duration', 'cost']
const waterfallColumns = Object.keys(headings) as ColumnName[]

/** The first row of a log: what its columns show. It stays in view; on a phone only screen readers have it. */
export function ColumnHeadings({ isWaterfall }: { readonly isWaterfall: boolean }) {
  return (
    <div role="rowgroup" className="headings">
      <div role="row" className="row" aria-rowindex={1}>
        {(isWaterfall ? waterfallColumns : listColumns).map((name) => (
          <span
            key={name}
            role="columnheader"
            aria-colindex={columnIndex[name]}
            className={name === 'tokens' ? 'cost tokens' : name}
          >
            {headings[name]}
          </span>
        ))}
      </div>
    </div>
  )
}
