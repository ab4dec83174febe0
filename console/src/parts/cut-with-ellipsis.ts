/** The first characters of a text, and `…` where it has more. A character of two code units is not cut in half. */
export function cutWithEllipsis(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const isInPair = (text.codePointAt(maxLength - 1) ?? 0) > 0xffff
  return `${text.slice(0, isInPair ? maxLength - 1 : maxLength)}…`
}
