import { readFileSync } from 'node:fs'

/** A panel of the dashboard, as far as it is drawn here. */
export type Panel = {
  readonly title: string
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  readonly fieldConfig: { readonly defaults: { readonly unit: string } }
  readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[]
}

type Dashboard = { readonly title: string; readonly panels: readonly Panel[] }

export const dashboard: Dashboard = JSON.parse(
  readFileSync(new URL('../../docs/grafana-dashboard.json', import.meta.url), 'utf8'),
)

/** Fills in an expression's variables as Grafana does when all jobs are chosen. */
export const withVariables = (expr: string, rateSeconds: number, rangeSeconds: number): string =>
  expr
    .replaceAll('$job', '.*')
    .replaceAll('$__rate_interval', `${rateSeconds}s`)
    .replaceAll('$__range', `${rangeSeconds}s`)

/** Names a series: `{{operation}}` is the value of its label. */
export const nameOf = (legend: string, labels: Readonly<Record<string, string>>): string =>
  legend.replaceAll(/\{\{(\w+)\}\}/g, (_, label) => labels[label] ?? '')
