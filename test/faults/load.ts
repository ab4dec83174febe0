import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'

/** One request of the load and its answer. */
export type Answered = {
  readonly worker: number
  /** Of `performance.now()`. */
  readonly from: number
  readonly until: number
  /** `OK`, or HTTP status and error code, or how the connection failed. */
  readonly outcome: string
}

/** Sends a request and returns the answer: a status and a body, or throws when the connection failed. */
export type Send = (
  body: string,
  headers: Record<string, string>,
) => Promise<{ status: number; text: string }>

const read =
  '{ viewer { id sessions(first: 5) { nodes { id name messages(last: 3) { nodes { id parts { __typename } } } } } } }'
const write = `mutation Make($input: CreateSessionInput!) {
  createSession(input: $input) { __typename ... on CreateSessionSuccess { session { databaseId } } }
}`

/** A little pause between requests: what is looked for is faults, and not how fast it can be. */
const restMs = 10
const afterFailureMs = 50

/** Users who read and write without end, and remember what they were answered. */
export class Load {
  readonly answers: Answered[] = []
  /** The names of sessions whose making was acknowledged, each once. */
  readonly acknowledged: string[] = []
  readonly #send: Send
  readonly #news = new EventEmitter().setMaxListeners(0)
  readonly #stop = new AbortController()
  readonly #workers: Promise<void>[] = []

  constructor(send: Send, { readers, writers }: { readers: number; writers: number }) {
    this.#send = send
    for (let worker = 0; worker < readers; worker += 1) this.#workers.push(this.#read(worker))
    for (let worker = readers; worker < readers + writers; worker += 1)
      this.#workers.push(this.#write(worker))
  }

  /** Resolves as soon as every worker got so many answers that it had asked for after this time. */
  async everyone(
    since: number,
    times: number,
    which: (outcome: string) => boolean = () => true,
  ): Promise<void> {
    const enough = () => {
      const counts = this.#workers.map(() => 0)
      for (const { worker, from, outcome } of this.answers)
        if (from >= since && which(outcome)) counts[worker] = (counts[worker] ?? 0) + 1
      return counts.every((count) => count >= times)
    }
    while (!enough()) await once(this.#news, 'answer')
  }

  /** When the last of the workers got its first good answer to what it had asked after this time. */
  async recovery(since: number): Promise<number> {
    await this.everyone(since, 1, (outcome) => outcome === 'OK')
    const firsts = this.#workers.map((_, worker) =>
      this.answers.find((one) => one.worker === worker && one.from >= since && one.outcome === 'OK'),
    )
    return Math.max(...firsts.map((one) => one?.until ?? 0))
  }

  /** What was answered from one time to another. */
  between(from: number, until: number): Answered[] {
    return this.answers.filter((one) => one.until >= from && one.from <= until)
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await Promise.all(this.#workers)
  }

  async #read(worker: number): Promise<void> {
    while (!this.#stop.signal.aborted) await this.#ask(worker, { query: read })
  }

  /** Tries to make a session until that is acknowledged, then another one. */
  async #write(worker: number): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const name = randomUUID()
      const input = { kind: 'CHAT', name, idempotencyKey: name }
      let outcome = ''
      // A write that was begun is completed, so that its outcome is known.
      while (outcome !== 'OK') outcome = await this.#ask(worker, { query: write, variables: { input } })
      this.acknowledged.push(name)
    }
  }

  async #ask(worker: number, request: object): Promise<string> {
    const authorization = `Bearer ${await signTokenFor(people.demo)}`
    const from = performance.now()
    const outcome = await this.#send(JSON.stringify(request), {
      authorization,
      'content-type': 'application/json',
    })
      .then(outcomeOf)
      .catch(
        (error: Error & { code?: string; cause?: { code?: string } }) =>
          error.cause?.code ?? error.code ?? error.message,
      )
    this.answers.push({ worker, from, until: performance.now(), outcome })
    this.#news.emit('answer')
    await pause(outcome === 'OK' ? restMs : afterFailureMs)
    return outcome
  }
}

function outcomeOf({ status, text }: { status: number; text: string }): string {
  const { data, errors } = JSON.parse(text)
  if (errors) return `${status} ${errors[0].extensions.code}`
  const made = data.createSession?.__typename
  return made === undefined || made === 'CreateSessionSuccess' ? 'OK' : made
}

/** Sends to one gateway. */
export const sendTo =
  (url: string): Send =>
  async (body, headers) => {
    const response = await fetch(url, { method: 'POST', headers, body })
    return { status: response.status, text: await response.text() }
  }

/** `OK × 12, 503 SERVICE_UNAVAILABLE × 3` */
export function tally(answers: readonly Answered[]): string {
  const counts = new Map<string, number>()
  for (const { outcome } of answers) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  const sorted = [...counts].toSorted(([, one], [, other]) => other - one)
  return sorted.map(([outcome, count]) => `${outcome} × ${count}`).join(', ')
}
