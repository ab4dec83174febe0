import type { ReactNode } from 'react'

type SumTableProps = {
  readonly title: string
  readonly of: string
  readonly rows: readonly {
    readonly key: string
    readonly name: ReactNode
    readonly values: readonly (string | number)[]
    /** The length of the row's bar, as a part of the longest; without it, there is none. */
    readonly share?: number
  }[]
  /** Names of the columns of `values`. */
  readonly columns: readonly string[]
  /** How many of them, the first ones, have texts; the others have numbers. */
  readonly textColumns?: number
}

/** The shares of the largest of these sums, for bars. */
export function sharesOf(sums: readonly string[]): number[] {
  const largest = Math.max(...sums.map(Number), 0)
  return sums.map((sum) => (largest > 0 ? Math.max(Number(sum), 0) / largest : 0))
}

/** Sums, one row for each of something, with bars where they are compared. Long ones scroll. */
export function SumTable({ title, of, rows, columns, textColumns = 0 }: SumTableProps) {
  const classOf = (index: number) => (index < textColumns ? undefined : 'number')
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 && <p className="soft">Nothing in this period.</p>}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        <section className="table-frame sums" aria-label={title} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{of}</th>
                {columns.map((column, index) => (
                  <th key={column} scope="col" className={classOf(index)}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, name, values, share }) => (
                <tr key={key}>
                  <td>
                    {name}
                    {share !== undefined && (
                      <span className="share-bar" style={{ inlineSize: `${share * 100}%` }} />
                    )}
                  </td>
                  {values.map((value, index) => (
                    <td key={columns[index]} className={classOf(index)}>
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}
