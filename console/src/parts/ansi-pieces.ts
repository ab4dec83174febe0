const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

type Style = { readonly color: string; readonly isBold: boolean }

const plain: Style = { color: '', isBold: false }

/** Escape sequences: those that set colours, and all others, which are left out. */
const escapes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what they begin with.
  /\u001b\[([\d;]*)m|\u001b\[[\d;?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-_]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

function apply(style: Style, code: number): Style {
  if (code === 0) return plain
  if (code === 1) return { ...style, isBold: true }
  if (code === 22) return { ...style, isBold: false }
  if (code === 39) return { ...style, color: '' }
  const name = names[code - 30] ?? names[code - 90]
  return name ? { ...style, color: name } : style
}

type Piece = Style & { readonly text: string; readonly from: number }

/** The pieces of a terminal's output, each in one colour. No sequence but those of colour and weight has any effect. */
export function toPieces(text: string): Piece[] {
  const pieces: Piece[] = []
  let style = plain
  let from = 0
  for (const match of text.matchAll(escapes)) {
    if (match.index > from) pieces.push({ ...style, text: text.slice(from, match.index), from })
    from = match.index + match[0].length
    if (match[1] !== undefined)
      style = match[1].split(';').reduce((now, code) => apply(now, Number(code || 0)), style)
  }
  if (from < text.length) pieces.push({ ...style, text: text.slice(from), from })
  return pieces
}
