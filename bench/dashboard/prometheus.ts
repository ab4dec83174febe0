import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../processes.ts'
import { nameOf, type Panel, withVariables } from './panels.ts'

const scrapeSeconds = 2
/** What Grafana takes for `$__rate_interval`: four times what lies between two scrapes. */
const rateSeconds = 4 * scrapeSeconds

/** One line of a panel; null where there is no sample. */
export type Series = { readonly name: string; readonly values: (number | null)[] }

/** A panel of the dashboard with the values that Prometheus returned for it. */
export type Drawn = { readonly panel: Panel; readonly times: readonly number[]; readonly series: Series[] }

type Matrix = { metric: Record<string, string>; values: [number, string][] }[]

/** A Prometheus that scrapes one gateway. */
export class Prometheus {
  readonly #child: ChildProcess
  readonly #url: string

  private constructor(child: ChildProcess, url: string) {
    this.#child = child
    this.#url = url
  }

  /** Needs the program `prometheus`; resolves when it is ready. Its files go into `folder`. */
  static async start(folder: string, metricsPort: number): Promise<Prometheus> {
    const port = await freePort()
    const target = { targets: [`127.0.0.1:${metricsPort}`], labels: { instance: 'gateway-1' } }
    const scrape = { job_name: 'gateway', static_configs: [target] }
    const config = { global: { scrape_interval: `${scrapeSeconds}s` }, scrape_configs: [scrape] }
    mkdirSync(folder, { recursive: true })
    // JSON is YAML too.
    writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config))
    const flags = {
      'config.file': join(folder, 'prometheus.yml'),
      'storage.tsdb.path': join(folder, 'data'),
      'web.listen-address': `127.0.0.1:${port}`,
      'log.level': 'error',
    }
    const child = spawn(
      'prometheus',
      Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
      { stdio: ['ignore', 'inherit', 'inherit'] },
    )
    await once(child, 'spawn')
    process.once('exit', () => child.kill())
    const started = new Prometheus(child, `http://127.0.0.1:${port}`)
    while (!(await started.#isReady())) await pause(100)
    return started
  }

  async #isReady(): Promise<boolean> {
    if (this.#child.exitCode !== null) throw new Error(`Prometheus stopped with ${this.#child.exitCode}.`)
    return fetch(`${this.#url}/-/ready`)
      .then(({ ok }) => ok)
      .catch(() => false)
  }

  /** Evaluates a panel's own expressions over this span, in seconds since 1970. */
  async evaluate(panel: Panel, start: number, end: number): Promise<Drawn> {
    const times: number[] = []
    for (let time = start; time <= end; time += scrapeSeconds) times.push(time)
    const series: Series[] = []
    for (const { expr, legendFormat } of panel.targets) {
      for (const { metric, values } of await this.#queryRange(expr, start, end)) {
        const at = new Map(values.map(([time, value]) => [time, Number(value)]))
        const numbers = times.map((time) => at.get(time) ?? Number.NaN)
        series.push({
          name: nameOf(legendFormat, metric),
          values: numbers.map((value) => (Number.isFinite(value) ? value : null)),
        })
      }
    }
    return { panel, times, series }
  }

  async #queryRange(expr: string, start: number, end: number): Promise<Matrix> {
    const query = withVariables(expr, rateSeconds, end - start)
    const asked = new URLSearchParams({ query, start: `${start}`, end: `${end}`, step: `${scrapeSeconds}` })
    const response = await fetch(`${this.#url}/api/v1/query_range`, { method: 'POST', body: asked })
    const { data, error } = (await response.json()) as { data?: { result: Matrix }; error?: string }
    if (!data) throw new Error(`Prometheus does not take ${query}: ${error}`)
    return data.result
  }

  async stop(): Promise<void> {
    const gone = once(this.#child, 'exit')
    this.#child.kill()
    await gone
  }
}
