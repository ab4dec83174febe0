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

/** Buttons to the page before and after, with the number between them. At an end they keep the focus. */
export function PageTurner({ what, number, count }: PageTurnerProps) {
  const turn = (to: number) => {
    if (to >= 1 && to <= count) setSearch({ [what]: String(to) })
  }
  return (
    <>
      <button className="button" type="button" aria-disabled={number <= 1} onClick={() => turn(number - 1)}>
        {`Previous ${what}`}
      </button>
      <span className="page-number" role="status">{`${number} of ${count}`}</span>
      <button
        className="button"
        type="button"
        aria-disabled={number >= count}
        onClick={() => turn(number + 1)}
      >
        {`Next ${what}`}
      </button>
    </>
  )
}
