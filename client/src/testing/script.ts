import { delay } from 'msw'

/** An answer of the gateway. */
export type Answer = {
  readonly data?: object | null
  readonly errors?: readonly { readonly message: string }[]
}

/** Options of a mocked subscription. */
export type StreamOptions = {
  /** Milliseconds before each event. */
  readonly delayMs?: number
  /** Whether the subscription completes behind its last event, as a run's log does, or stays open. */
  readonly isComplete?: boolean
}

type Answers = Iterable<Answer> | AsyncIterable<Answer>

/** How an operation is answered. */
export type Script = {
  /** True if answers come as events; otherwise there is one. */
  readonly isStream: boolean
  /** False if the operation stays open behind its last answer. */
  readonly isComplete: boolean
  answers(variables: Readonly<Record<string, unknown>>): Answers
}

/** Returns the script of an operation; undefined leaves the operation to the next handler. */
export type FindScript = (operationName: string) => Script | undefined

/** Answers once. */
export const answerOnce = (resolve: (variables: Readonly<Record<string, unknown>>) => Answer): Script => ({
  isStream: false,
  isComplete: true,
  answers: (variables) => [resolve(variables)],
})

/** Answers with each event, or, of a log, with those behind the cursor `after`. */
export const playEvents = (
  events: readonly object[],
  { delayMs = 0, isComplete = false }: StreamOptions = {},
): Script => ({
  isStream: true,
  isComplete,
  async *answers({ after }) {
    const first = after === undefined ? 0 : events.findIndex((data) => findCursor(data) === after) + 1
    for (const data of events.slice(first)) {
      await delay(delayMs)
      yield { data }
    }
  },
})

function findCursor(data: object): unknown {
  const [entry] = Object.values(data) as ({ cursor?: unknown } | null)[]
  return entry?.cursor
}
