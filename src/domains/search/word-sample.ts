/** What is known from comparing a sample of the newest texts. */
export type Sample = {
  /** Number of texts. */
  readonly compared: number
  /** Number of texts that hold each word. */
  readonly counts: readonly number[]
  /** Bytes of a text on average. */
  readonly meanBytes: number
  /** Number of sessions of the user. */
  readonly sessions: number
}

/** Bounds of the number of newest rows whose texts are compared instead of a look-up in the index for each session, which takes as long. */
const [minCompared, maxCompared] = [1_000, 3_000]
/** Number of rows found by the index whose texts are compared with further words; with more of them, the index is asked for all words. */
const maxCandidates = 2_000
/** Bytes of a text on average above which fewer are compared: reading them takes longer than the rest. */
const maxFullBytes = 2_000
/** Rows are read beyond the expected number by this factor, as words are not spread evenly. */
const margin = 1.5
/** Share of the rows below which reading and comparing these costs less than asking for a word that more rows have. */
const maxShare = 1 / 250
/** The same where a page is expected among the newest of them. */
const maxShareOfPage = 1 / 80
/** Share of the rows above which a word costs the index time by its rows. */
const minFrequent = 1 / 20

/** The share of rows that hold each word; of words that no row holds, as if every second sample had one. */
const sharesOf = ({ compared, counts }: Sample): number[] =>
  counts.map((count) => (count + 0.5) / (compared + 1))

/** The part of the number of texts that is compared of texts of this size. */
const bySize = ({ meanBytes }: Sample): number => maxFullBytes / Math.max(meanBytes, maxFullBytes)

/** Returns the number of newest rows in which a page is expected; 0 where these are too many. `matching` of the sample match. */
export function toCompare(sample: Sample, matching: number, limit: number): number {
  const share = Math.max(
    matching / sample.compared,
    sharesOf(sample).reduce((product, one) => product * one, 1),
  )
  const count = Math.ceil((margin * limit) / share)
  const bound = Math.min(Math.max(sample.sessions, minCompared), maxCompared)
  return count > bound * bySize(sample) ? 0 : Math.max(count, 2 * sample.compared)
}

/** Words to ask the index for, and what to do with the rows that it finds. */
export type Choice = {
  readonly words: readonly string[]
  /** Number of rows whose texts may be compared. */
  readonly maxCandidates: number
  /** Whether a page of rows with all words is expected among this number of rows. */
  readonly isPageExpected: boolean
}

/** The choice of all words. */
export const allWords = (words: readonly string[]): Choice => ({
  words,
  maxCandidates,
  isPageExpected: false,
})

/**
 * Returns the rarest of the words, as many as are expected to leave few rows; all where the sample is too small to
 * tell. Two rare ones are asked for, as a sample cannot tell how rare each is.
 */
export function chooseWords(words: readonly string[], sample: Sample, limit: number): Choice {
  const candidates = Math.floor(maxCandidates * bySize(sample))
  const shares = sharesOf(sample)
  const rarest = words.map((word, i) => ({ word, share: shares[i] ?? 1 })).sort((a, b) => a.share - b.share)
  const ofAll = shares.reduce((product, share) => product * share, 1)
  const chosen: string[] = []
  let share = 1
  const isPageExpected = () => (ofAll / share) * candidates >= margin * limit
  for (const next of rarest) {
    const isFew = share <= maxShare || (share <= maxShareOfPage && isPageExpected())
    if (share <= maxShare ** 2 || (isFew && next.share > minFrequent)) break
    chosen.push(next.word)
    share *= next.share
  }
  return { words: chosen, maxCandidates: candidates, isPageExpected: isPageExpected() }
}
