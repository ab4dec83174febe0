/** What is known from comparing a sample of the newest texts. */
export type Sample = {
  /** Number of texts. */
  readonly compared: number
  /** Number of rows of all users, by whose times they were found. */
  readonly among: number
  /** Number of texts that hold each word. */
  readonly counts: readonly number[]
  /** Bytes of a row's text or content on average. */
  readonly meanBytes: number
  /** Number of sessions of the user. */
  readonly sessions: number
}

/** The sample of no texts. */
export const noSample: Sample = { compared: 0, among: 0, counts: [], meanBytes: 0, sessions: 0 }

/** How many of the user's newest rows are read, and among how many of all users. */
export type Newest = { readonly own: number; readonly all: number }

/** Bounds of the number of newest rows that are compared instead of asking the index. */
export type ComparedBounds = {
  readonly min: number
  readonly max: number
  /** Number of rows that are compared in the time in which the index finds a word in a session. */
  readonly perLookup: number
}

/** What reading a row of others takes in comparison with one's own. */
const costOfOthers = 1 / 5
/** Number of rows found by the index whose texts are compared with further words; with more of them, the index is asked for all words. */
const maxCandidates = 12_000
/** Bytes of a text on average above which fewer are compared: reading them takes longer than the rest. */
const maxFullBytes = 2_000
/** Rows are read beyond the expected number by this factor, as words are not spread evenly. */
const margin = 1.5
/** Share of the rows below which comparing these costs less than asking for a further word, with 100 messages in a session. */
const maxShare = 1 / 70

/** The share of rows that hold each word; of words that no row holds, as if every second sample had one. */
const sharesOf = ({ compared, counts }: Sample): number[] =>
  counts.map((count) => (count + 0.5) / (compared + 1))

/** The share of rows that hold a word, and more by what a sample may err: one that a single row holds may be in three of 200. */
const maxShareOf = (count: number, compared: number): number =>
  (count + 1 + Math.sqrt(count + 1)) / (compared + 1)

/** The part of the number of texts that is compared of texts of this size. */
const bySize = ({ meanBytes }: Sample): number => maxFullBytes / Math.max(meanBytes, maxFullBytes)

/**
 * Returns the newest rows in which a page is expected; null where comparing them takes longer than asking the index for the words that
 * were chosen. `matching` of the sample match.
 */
export function toCompare(
  sample: Sample,
  matching: number,
  limit: number,
  { words }: Choice,
  bounds: ComparedBounds,
): Newest | null {
  const { compared, among, counts, sessions } = sample
  const product = sharesOf(sample).reduce((all, one) => all * one, 1)
  const seen = matching / compared
  const lookups = bounds.perLookup * sessions * words.length
  const max = Math.min(Math.max(lookups, bounds.min), bounds.max) * bySize(sample)
  const allPerOwn = Math.max(among / compared, 1)
  const cost = 1 + costOfOthers * (allPerOwn - 1)
  if (counts.includes(0) || ((margin * limit) / Math.max(seen, product)) * cost > max) return null
  // Reading ends with the page. The fewer that match may be right: words are not spread evenly, and two of 200 may be luck.
  const maxOwn = (margin * limit) / (matching > 0 ? Math.min(seen, product) : product)
  const own = Math.ceil(Math.max(Math.min(maxOwn, max / cost), 2 * compared))
  return { own, all: Math.ceil(margin * own * allPerOwn) }
}

/** Words to ask the index for, and what to do with the rows that it finds. */
export type Choice = {
  readonly words: readonly string[]
  /** Number of rows whose texts may be compared. */
  readonly maxCandidates: number
}

/** The choice of all words. */
export const allWords = (words: readonly string[]): Choice => ({
  words,
  maxCandidates,
})

/**
 * Returns the rarest of the words, as many as are expected to leave few rows; all where the sample is too small to tell.
 */
export function chooseWords(words: readonly string[], sample: Sample): Choice {
  const candidates = Math.floor(maxCandidates * bySize(sample))
  const shares = sample.counts.map((count) => maxShareOf(count, sample.compared))
  const rarest = words.map((word, i) => ({ word, share: shares[i] ?? 1 })).sort((a, b) => a.share - b.share)
  const chosen: string[] = []
  let share = 1
  for (const next of rarest) {
    if (share <= maxShare) break
    chosen.push(next.word)
    share *= next.share
  }
  return { words: chosen, maxCandidates: candidates }
}
