import { setTimeout as pause } from 'node:timers/promises'
import { exportDocument } from './export-document.ts'
import { describeUnreachable } from './gateway-url.ts'

/** The lists of a session, in the order in which they are exported: the kind of their lines by their names. */
const lists = {
  messages: 'message',
  events: 'event',
  runs: 'run',
  transcripts: 'transcript',
  assets: 'file',
  slideVersions: 'slideVersion',
  storybooks: 'storybook',
  chatSummaries: 'chatSummary',
  creditTransactions: 'creditTransaction',
} as const

const maxPageSize = 50
/** Slides are large: as many are read at a time. */
const slidesAtOnce = 10
const maxRateWaits = 100

/** Options of `exportSession`. */
export type ExportOptions = {
  readonly url: string
  /** Called for each request, so that an expired token is replaced. */
  readonly token: () => Promise<string> | string
  /** Writes a line, and resolves when the next one may follow. */
  readonly write: (line: string) => Promise<void>
  readonly warn: (line: string) => void
}

type Json = Readonly<Record<string, unknown>>
type List = {
  readonly nodes: readonly Json[]
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null }
}
type Presentation = Json & {
  readonly name: string
  readonly slides: readonly { slideNumber: number | null }[]
}
type Session = Json & {
  readonly presentations?: readonly Presentation[]
  readonly presentation?: { readonly slides: readonly Json[] } | null
}
type Errors = readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
type Answer = {
  readonly data?: { readonly session: Session | null } | null
  readonly errors?: Errors
}

/**
 * Writes everything that the token's user may see of a session as lines of JSON (NDJSON), each with its `kind`. A
 * page is held in memory at a time. The last line counts the lines of each kind: without it, the export broke off. Resolves with
 * the number of lines. Rejects if the session is not visible, and with the gateway's refusal.
 */
export async function exportSession(id: string, options: ExportOptions): Promise<number> {
  const counts: Record<string, number> = {}
  let size = maxPageSize
  const write = async (kind: string, line: Json) => {
    counts[kind] = (counts[kind] ?? 0) + 1
    await options.write(JSON.stringify({ kind, ...line }))
  }
  const ask = async (variables: Json): Promise<Session> => {
    for (;;) {
      const { data, errors = [] } = await request({ id, first: size, ...variables }, options)
      const isTooLarge = errors.some(({ extensions }) => extensions?.code === 'LIMIT_EXCEEDED')
      // Rows of any size are read, one at a time if need be.
      if (isTooLarge && size > 1) size = Math.floor(size / 2)
      else return getSession(id, data, errors, options.warn)
    }
  }

  await write('session', await ask({ withSession: true }))
  for (const [name, kind] of Object.entries(lists)) {
    let after: string | null = null
    do {
      const session: Session = await ask({
        after,
        [`with${name.charAt(0).toUpperCase()}${name.slice(1)}`]: true,
      })
      const page = session[name] as List | null
      for (const node of page?.nodes ?? []) await write(kind, node)
      after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
    } while (after !== null)
    size = maxPageSize
  }
  const { presentations = [] } = await ask({ withPresentations: true })
  for (const { slides, ...presentation } of presentations) {
    await write('presentation', presentation)
    for (const [fromNumber, toNumber] of toRanges(slides)) {
      const part = await ask({ withSlides: true, presentation: presentation.name, fromNumber, toNumber })
      for (const slide of part.presentation?.slides ?? []) await write('slide', slide)
    }
  }
  await options.write(JSON.stringify({ kind: 'end', counts }))
  return Object.values(counts).reduce((sum, count) => sum + count, 1)
}

/** Returns the session of an answer. Throws for errors, but those of values that GraphQL cannot hold, which are null. */
function getSession(id: string, data: Answer['data'], errors: Errors, warn: ExportOptions['warn']): Session {
  const refusals = errors.filter(({ extensions }) => extensions?.code !== 'VALUE_OUT_OF_RANGE')
  if (refusals.length > 0) throw new Error(refusals.map(({ message }) => message).join(' '))
  for (const { message } of errors) warn(message)
  if (!data?.session) throw new Error(`There is no session ${id}, or you may not see it.`)
  return data.session
}

/** Returns the first and last number of each part of a presentation. */
function toRanges(slides: Presentation['slides']): (readonly [number, number])[] {
  const numbers = slides.flatMap(({ slideNumber }) => slideNumber ?? []).sort((a, b) => a - b)
  const ranges: [number, number][] = []
  for (let i = 0; i < numbers.length; i += slidesAtOnce) {
    const part = numbers.slice(i, i + slidesAtOnce)
    ranges.push([part[0] ?? 0, part.at(-1) ?? 0])
  }
  return ranges
}

/** Sends the operation; waits where the gateway says that there were too many requests. */
async function request(variables: Json, { url, token }: ExportOptions): Promise<Answer> {
  for (let waits = 0; ; waits++) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await token()}` },
      body: JSON.stringify({ query: exportDocument, variables }),
    }).catch((error) => {
      throw new Error(describeUnreachable(error), { cause: error })
    })
    if (response.status !== 429 || waits === maxRateWaits) return readAnswer(url, response)
    await response.body?.cancel()
    await pause(Math.max(Number(response.headers.get('retry-after')), 1) * 1000)
  }
}

/** Returns the answer in a response. Throws if the connection breaks, or something else than a gateway responded. */
async function readAnswer(url: string, response: Response): Promise<Answer> {
  const text = await response.text().catch((error) => {
    throw new Error(describeUnreachable(error), { cause: error })
  })
  try {
    return JSON.parse(text) as Answer
  } catch (error) {
    throw new Error(`No GraphQL answers at ${url}, only status ${response.status}: give that of /graphql.`, {
      cause: error,
    })
  }
}
