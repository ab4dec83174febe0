/** A text with its encodings removed, and where each of its positions was in the text. */
export type DecodedText = {
  readonly text: string
  /** Returns the position in the source of a position in `text`. */
  readonly sourceOf: (at: number) => number
}

/** Each encoding has one of these characters, which are found faster than `hint`. */
export const marks = ['%', '&', '\\', '\x1b']
/** Encodings that hide separators and quotes: of URLs, HTML, JSON inside JSON, and the colours of terminals. */
const hint =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences of terminals begin with it
  /[%&\\\x1b](?:3[ad]|2[25f]|40|0a|(?:amp;)?(?:quot;|#3[49];|#x2[27];|apos;)|u00[23]|x2[27]|04[27]|\\{3}|\[)/i
const encoded =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences of terminals begin with it
  /%([0-7][0-9a-f])|&(quot|apos|amp|lt|gt|#\d{2,3}|#x[0-9a-f]{2});|\\{1,16}(?:u00|x)([2-7][0-9a-f])|\\{1,4}0(4[27])|(\\{2,60}(?=["'nrt\\]))|\x1b\[[\d;]{0,12}[A-Za-z]/gi
const named: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' }

/** Encodings may be nested, as a URL in a query string. */
const maxLevels = 3

/** True if a text may have parts in one of the encodings. */
export const isEncoded = (text: string) => marks.some((mark) => text.includes(mark)) && hint.test(text)

function decodeEntity(entity: string): string {
  const name = entity.toLowerCase()
  if (!name.startsWith('#')) return named[name] ?? ''
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return String.fromCharCode(code)
}

function decodeOnce(source: string, mayDecode: () => boolean): DecodedText | undefined {
  const parts: string[] = []
  /** Pairs of a position in the result and its position in the source, where a piece begins. */
  const starts: number[] = [0]
  const sources: number[] = [0]
  let length = 0
  let last = 0
  const append = (piece: string, next: number) => {
    parts.push(piece)
    length += piece.length
    starts.push(length)
    sources.push(next)
  }
  for (const match of source.matchAll(encoded)) {
    if (!mayDecode()) return undefined
    const [whole, percent, entity, unicode, octal, escapes] = match
    append(source.slice(last, match.index), match.index)
    const hex = percent ?? unicode
    last = match.index + whole.length
    if (hex !== undefined) append(String.fromCharCode(Number.parseInt(hex, 16)), last)
    else if (octal !== undefined) append(octal === '42' ? '"' : "'", last)
    else if (entity !== undefined) append(decodeEntity(entity), last)
    else append(escapes === undefined ? '' : '\\', last)
  }
  append(source.slice(last), source.length)
  return { text: parts.join(''), sourceOf: (at) => positionIn(starts, sources, at) }
}

/** Finds the last piece that begins at or before a position, by bisection. */
function positionIn(starts: readonly number[], sources: readonly number[], at: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return Math.min((sources[low] ?? 0) + at - (starts[low] ?? 0), sources.at(-1) ?? 0)
}

/**
 * Returns a text with its encodings removed; undefined for a text without any, or once `mayDecode` returns false, which is
 * called for each. Linear in the text's length.
 */
export function decodeText(source: string, mayDecode: () => boolean): DecodedText | undefined {
  let view: DecodedText | undefined
  for (let level = 0; level < maxLevels && isEncoded(view?.text ?? source); level += 1) {
    const outer = view
    const inner = decodeOnce(outer?.text ?? source, mayDecode)
    if (!inner) return undefined
    view = outer ? { text: inner.text, sourceOf: (at) => outer.sourceOf(inner.sourceOf(at)) } : inner
  }
  return view
}
