import { isDeepStrictEqual } from 'node:util'
import type { Database } from '../src/data/database.ts'
import { type CaseName, cases, type Variant, variantsOfCase } from './cases.ts'
import type { Ask, Contender, Place } from './contenders.ts'
import type { Job, Measured } from './load.ts'
import { countRows, normalise } from './normalise.ts'
import { load, type Running } from './processes.ts'

/** The load generator's connections. */
export const connections = 8
/** What a server may do with a case before it counts: its code is compiled, its plans are made. */
const warmUpSeconds = 2

/** The requests of a case, sent in turn. */
export type Requests = Job['requests']

/** What one server did in one round of a case. */
export type Round = Measured & { readonly cpuMicroseconds: number; readonly peakKilobytes: number }

/** The requests of a case as this server understands them. */
export async function buildRequests(
  contender: Contender,
  name: CaseName,
  { url, database, scale }: { url: string; database: Database; scale: number },
): Promise<Requests> {
  const query = contender.documents[name]
  const ask: Ask = async (text, variables) =>
    answer(url, { headers: json, body: JSON.stringify({ query: text, variables }) })
  const requests = []
  // One after the other: finding a place deep in a list is work for the database.
  for (let n = 0; n < variantsOfCase; n += 1) {
    const { variables, user, after } = cases[name].variant(n, scale)
    const cursor = after && (await contender.cursor(await placeOf(database, after), after, ask))
    const token = await contender.token?.(user)
    const given = cursor ? { ...variables, after: cursor } : variables
    requests.push({
      headers: { ...json, ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, operationName: name, variables: given }),
    })
  }
  return requests
}

const json = { 'content-type': 'application/json' }

async function placeOf(database: Database, after: NonNullable<Variant['after']>): Promise<Place> {
  const [place] = await database.query<Place>(
    'select id, created_at as "createdAt" from chat_messages where session_id = $1 order by created_at, id offset $2 limit 1',
    [after.session, after.position],
  )
  if (!place) throw new Error(`the long chat has no message ${after.position}`)
  return place
}

async function answer(url: string, { headers, body }: Requests[number]): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers, body })
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown }
  if (errors || !data) throw new Error(`${response.status} for ${body}: ${JSON.stringify(errors)}`)
  return data
}

/** Throws unless this server gives the same data as the others, and as much of it as the case says. */
export async function checkAnswers(
  name: CaseName,
  servers: readonly { contender: Contender; running: Running; requests: Requests }[],
): Promise<void> {
  for (const n of [0, 1, variantsOfCase - 1]) {
    const answers: { contender: string; data: unknown }[] = []
    for (const { contender, running, requests } of servers) {
      const request = requests[n]
      if (request)
        answers.push({ contender: contender.name, data: normalise(name, await answer(running.url, request)) })
    }
    const [first, ...others] = answers
    if (countRows(first?.data) !== cases[name].rows) {
      throw new Error(
        `${name}: ${first?.contender} answers ${countRows(first?.data)} rows, not ${cases[name].rows}`,
      )
    }
    for (const { contender, data } of others) {
      if (!isDeepStrictEqual(data, first?.data)) {
        throw new Error(
          `${name}: ${contender} answers\n${JSON.stringify(data).slice(0, 2000)}\nand ${first?.contender}\n${JSON.stringify(first?.data).slice(0, 2000)}`,
        )
      }
    }
  }
}

/** Loads a server for two seconds, so that code is compiled and statements are prepared before the measurement. */
export async function warmUp(running: Running, requests: Requests): Promise<void> {
  await load({ url: running.url, connections, seconds: warmUpSeconds, requests })
}

/** Drives one server with one case. */
export async function measureRound(running: Running, requests: Requests, seconds: number): Promise<Round> {
  const before = await running.usage()
  const measured = await load({ url: running.url, connections, seconds, requests })
  const after = await running.usage()
  if (measured.failures > 0) throw new Error(`${measured.failures} requests to ${running.url} failed`)
  return {
    ...measured,
    cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / measured.requests,
    peakKilobytes: after.peakKilobytes,
  }
}
