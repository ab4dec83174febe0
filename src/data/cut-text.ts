/** Returns an index in a text that splits no surrogate pair: `at`, or the one before it. */
export const wholeCharacter = (text: string, at: number): number =>
  /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at

/** Returns the beginning of a text: at most `length` UTF-16 code units, and no half of a surrogate pair, which JSON cannot hold. */
export const cutText = (text: string, length: number): string =>
  text.length > length ? text.slice(0, wholeCharacter(text, length)) : text

/** Returns the beginning of a text as `cutText` does, with an ellipsis behind it if it is cut. */
export const cutWithEllipsis = (text: string, length: number): string =>
  text.length > length ? `${cutText(text, length)}…` : text
