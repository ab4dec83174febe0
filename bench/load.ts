import autocannon, { type Options, type Result } from 'autocannon'

// The load, in a process of its own: reads one job from its input, prints what it measured.

/** The load that the process puts on one server. */
export type Job = {
  readonly url: string
  readonly connections: number
  /** Either for this long, or this many requests. */
  readonly seconds?: number
  readonly amount?: number
  readonly requests: readonly { readonly headers: Record<string, string>; readonly body: string }[]
}

/** What one job measured; durations are in milliseconds. */
export type Measured = {
  readonly requests: number
  readonly failures: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

async function measure({ url, connections, seconds, amount, requests }: Job): Promise<Measured> {
  const times: number[] = []
  let clients = 0
  const options: Options = {
    url,
    connections,
    ...(amount ? { amount } : { duration: seconds }),
    requests: [{ method: 'POST' }],
    setupClient(client) {
      // Each connection begins elsewhere, so that they do not ask for the same at the same time.
      const start = Math.floor((clients++ * requests.length) / connections)
      const turned = [...requests.slice(start), ...requests.slice(0, start)]
      client.setRequests(turned.map((request) => ({ method: 'POST', ...request })))
    },
  }
  const result = await new Promise<Result>((resolve, reject) => {
    const run = autocannon(options, (error: unknown, done) => (error ? reject(error) : resolve(done)))
    run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds))
  })
  const { '2xx': good, non2xx, errors, timeouts, duration } = result
  times.sort((a, b) => a - b)
  const at = (part: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN
  return {
    requests: good,
    failures: non2xx + errors + timeouts,
    perSecond: good / duration,
    p50: at(0.5),
    p99: at(0.99),
  }
}

let input = ''
process.stdin.setEncoding('utf8').on('data', (text: string) => {
  input += text
})
process.stdin.on('end', async () => console.log(JSON.stringify(await measure(JSON.parse(input)))))
