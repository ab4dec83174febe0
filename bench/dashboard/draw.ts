import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import type Uplot from 'uplot'
import type { Drawn } from './prometheus.ts'

declare const uPlot: typeof Uplot

const width = 1500
const unitHeight = 22
const columns = 24

const style = `
  body { margin: 0; padding: 12px; background: #f4f5f5; color: #24292e; font: 13px sans-serif }
  h1 { margin: 0 4px 10px; font-size: 18px }
  main { display: grid; grid-template-columns: repeat(${columns}, 1fr); grid-auto-rows: ${unitHeight}px; gap: 8px }
  section { display: flex; flex-direction: column; background: #fff; border: 1px solid #dcdee0; padding: 6px 8px; overflow: hidden }
  h2 { margin: 0 0 2px; font-size: 13px }
  section > div { flex: 1; min-height: 0 }
  footer { font-size: 11px; line-height: 15px }
  footer span { margin-right: 12px; white-space: nowrap }
  footer i { display: inline-block; width: 12px; height: 3px; margin-right: 4px; vertical-align: middle }`

/** Draws panels in their places with uPlot, in a Chromium without a window, and saves a PNG. */
export async function draw(
  title: string,
  drawn: readonly Drawn[],
  { executablePath, path }: { executablePath: string; path: string },
): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve('uplot/package.json'))
  const file = (name: string) => readFileSync(join(folder, 'dist', name), 'utf8')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    await page.setContent(
      `<style>${file('uPlot.min.css')}${style}</style><h1></h1><main></main><script>${file('uPlot.iife.min.js')}</script>`,
    )
    await page.evaluate(drawInPage, { title, drawn })
    await page.screenshot({ path, fullPage: true })
  } finally {
    await browser.close()
  }
}

/** Runs in the page, so it may use nothing from here. */
function drawInPage({ title, drawn }: { title: string; drawn: readonly Drawn[] }): void {
  const colours = '#56a64b #f2cc0c #3274d9 #e02f44 #ff780a #8f3bb8 #37872d #1f60c4 #c4162a #b877d9'.split(' ')
  const digits = (value: number) => (value === 0 ? '0' : String(Number(value.toPrecision(3))))
  const formats: Record<string, (value: number) => string> = {
    s: (value) => (Math.abs(value) >= 1 ? `${digits(value)} s` : `${digits(value * 1000)} ms`),
    bytes: (value) => `${digits(value / 2 ** 20)} MiB`,
    reqps: (value) => `${digits(value)} req/s`,
    cps: (value) => `${digits(value)} /s`,
  }
  const heading = document.querySelector('h1')
  if (heading) heading.textContent = title
  const boxes = drawn.map(({ panel: { title, gridPos } }) => {
    const box = document.createElement('section')
    box.style.gridArea = `${gridPos.y + 1} / ${gridPos.x + 1} / span ${gridPos.h} / span ${gridPos.w}`
    const [name, chart, legend] = ['h2', 'div', 'footer'].map((tag) => document.createElement(tag))
    if (name) name.textContent = title
    box.append(...[name, chart, legend].filter((part) => part !== undefined))
    document.querySelector('main')?.append(box)
    return { chart, legend }
  })
  for (const [i, { panel, times, series }] of drawn.entries()) {
    const { chart, legend } = boxes[i] ?? {}
    if (!chart || !legend) continue
    for (const [n, { name }] of series.entries()) {
      const entry = document.createElement('span')
      const line = document.createElement('i')
      line.style.background = colours[n % colours.length] ?? ''
      entry.append(line, name)
      legend.append(entry)
    }
    const format = formats[panel.fieldConfig.defaults.unit] ?? digits
    const axis = { grid: { stroke: '#e8eaec', width: 1 }, ticks: { show: false }, stroke: '#5a6067' }
    const { clientWidth, clientHeight } = chart
    const [start = 0] = times
    const sinceStart = (time: number) => `${Math.floor(time / 60)}:${String(time % 60).padStart(2, '0')}`
    const powersOfTwo = Array.from({ length: 40 }, (_, power) => 2 ** power)
    new uPlot(
      {
        width: clientWidth,
        height: clientHeight,
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false }, y: { range: (_, __, max) => [0, (max || 1) * 1.1] } },
        axes: [
          { ...axis, size: 26, incrs: [10, 30, 60, 300], values: (_, splits) => splits.map(sinceStart) },
          {
            ...axis,
            size: 78,
            incrs: panel.fieldConfig.defaults.unit === 'bytes' ? powersOfTwo : undefined,
            values: (_, splits) => splits.map(format),
          },
        ],
        series: [
          {},
          ...series.map((_, n) => {
            const stroke = colours[n % colours.length]
            return { stroke, fill: `${stroke}1a`, width: 1.5, points: { show: false } }
          }),
        ],
      },
      [times.map((time) => time - start), ...series.map(({ values }) => values)],
      chart,
    )
  }
}
