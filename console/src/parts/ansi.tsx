import { toPieces } from './ansi-pieces.ts'
import { cutWithEllipsis } from './cut-with-ellipsis.ts'
import { numberText } from './plural.ts'

const maxShown = 100_000

/** Output of a terminal. A very long one is cut. */
export function AnsiText({ text }: { readonly text: string }) {
  const isCut = text.length > maxShown
  return (
    <>
      <pre className="text-block">
        {toPieces(cutWithEllipsis(text, maxShown)).map(({ from, text: piece, color, isBold }) => (
          <span
            key={from}
            className={[color && `ansi-${color}`, isBold && 'ansi-bold'].filter(Boolean).join(' ')}
          >
            {piece}
          </span>
        ))}
      </pre>
      {isCut && (
        <p className="soft">{`The first ${numberText(maxShown)} of ${numberText(text.length)} characters.`}</p>
      )}
    </>
  )
}
