import { setSearch, usePlace } from '../../shell/router.ts'

/** The number, from 1, in a parameter of the address; at most `count`. */
export function usePageNumber(parameter: string, count: number): number {
  const number = Number(usePlace().search.get(parameter))
  return Number.isInteger(number) ? Math.min(Math.max(number, 1), Math.max(count, 1)) : 1
}

type PageTurnerProps = {
  /** The parameter of the address, and what its number counts: `page`, `slide`. */
  readonly what: string
  readonly number: number
  readonly count: number
}

/** Buttons to the page before and after, with the number between them. */
export function PageTurner({ what, number, count }: PageTurnerProps) {
  const turn = (by: number) => setSearch({ [what]: String(number + by) })
  return (
    <>
      <button className="button" type="button" disabled={number <= 1} onClick={() => turn(-1)}>
        {`Previous ${what}`}
      </button>
      <span className="page-number" role="status">{`${number} of ${count}`}</span>
      <button className="button" type="button" disabled={number >= count} onClick={() => turn(1)}>
        {`Next ${what}`}
      </button>
    </>
  )
}
