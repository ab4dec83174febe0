/** A set of ASCII characters, indexed by character code. */
export type CharacterClass = Uint8Array

/** Creates a class from characters and ranges of the form `a-z`. */
export function characterClass(...ranges: readonly string[]): CharacterClass {
  const members = new Uint8Array(128)
  for (const range of ranges) {
    if (range.length === 3 && range[1] === '-') members.fill(1, range.charCodeAt(0), range.charCodeAt(2) + 1)
    else for (const character of range) members[character.charCodeAt(0)] = 1
  }
  return members
}

/**
 * Creates a class of all characters except those given; `createRunFinder` includes characters beyond ASCII in
 * it.
 */
export function classWithout(excluded: string): CharacterClass {
  const members = new Uint8Array(128).fill(1)
  for (const character of excluded) members[character.charCodeAt(0)] = 0
  openClasses.add(members)
  return members
}

const openClasses = new WeakSet<CharacterClass>()

/** True if the class contains the character code. */
export const isIn = (members: CharacterClass, code: number): boolean => code < 128 && members[code] === 1

export const alphanumeric = characterClass('A-Z', 'a-z', '0-9')
export const base64 = characterClass('A-Z', 'a-z', '0-9', '+/')
/** The characters of identifiers and most tokens. */
export const word = characterClass('A-Z', 'a-z', '0-9', '_-')

/** The characters of a value without quotes. */
export const inValue = classWithout(' \t\r\n"\'`,;<>(){}[]|&\\')

/** Returns the end of the run of characters of a class that begins at `from`. */
export function findRunEnd(text: string, from: number, members: CharacterClass): number {
  let end = from
  while (end < text.length && isIn(members, text.charCodeAt(end))) end += 1
  return end
}

/** Minimum length of a line that the next one continues: encoders break lines after 64 or 76 characters. */
const minLine = 60

/** Returns the end of the base64 that begins at `from`, also over the lines that an encoder breaks it into, at most at `maxEnd`. */
export function findEndOfLines(text: string, from: number, maxEnd = text.length): number {
  let lineStart = from
  let end = findRunEnd(text, from, base64)
  while (end - lineStart >= minLine && end < maxEnd) {
    const next = text[end] === '\r' ? end + 2 : end + 1
    const last = text[next - 1] === '\n' ? findRunEnd(text, next, base64) : next
    if (last === next) break
    lineStart = next
    end = last
  }
  return Math.min(end, maxEnd)
}

/** Returns the start of the run of characters of a class whose end is `end`, at the earliest `minStart`. */
export function findRunStart(text: string, end: number, members: CharacterClass, minStart = 0): number {
  let start = end
  while (start > minStart && isIn(members, text.charCodeAt(start - 1))) start -= 1
  return start
}

/**
 * Returns a `findRunEnd` that caches the last run of each class, so that many starts within one long run cost its
 * length once. This keeps a scan linear if every few characters begin a candidate.
 */
export function createRunFinder(text: string) {
  let runs: Map<CharacterClass, { from: number; end: number }> | undefined
  return (from: number, members: CharacterClass): number => {
    runs ??= new Map()
    const known = runs.get(members)
    if (known && known.from <= from && from < known.end) return known.end
    const isOpen = openClasses.has(members)
    let end = Math.min(from, text.length)
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end)
      if (code < 128 ? members[code] === 0 : !isOpen) break
    }
    runs.set(members, { from, end })
    return end
  }
}

/** Returns `end` without the punctuation that ends a sentence or emphasis. */
export const trimFullStop = (text: string, from: number, end: number): number =>
  end > from && '.:*?'.includes(text.charAt(end - 1)) ? end - 1 : end
