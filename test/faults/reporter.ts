import type { Reporter, TestModule } from 'vitest/node'
import { programs } from './server.ts'

/** What a test found out of one fault. */
export type Finding = {
  readonly fault: string
  /** The outcomes of what users asked while it lasted, and how many there were of each. */
  readonly answers: string
  readonly slowestMs: number
  /** From the end of the fault until everybody got answers again; absent where it has no end. */
  readonly recoveryMs?: number
  readonly nothingLost: string
}

/** What subscribers had after one event: the rows of the table, each, after as many gaps together. */
export type Deliveries = { readonly event: string; readonly rows: number; readonly gaps: number }

declare module 'vitest' {
  interface TaskMeta {
    finding?: Finding
    deliveries?: Deliveries
  }
}

/** Prints what the tests found, as a table that Markdown reads too, and how many of the faults were borne. */
export class FaultReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const lines = tests.flatMap((test) => {
      const { finding } = test.meta()
      if (!finding) return []
      const { fault, answers, slowestMs, recoveryMs, nothingLost } = finding
      const recovery = recoveryMs === undefined ? '' : `${Math.round(recoveryMs)} ms`
      return [`| ${fault} | ${answers} | ${Math.round(slowestMs)} ms | ${recovery} | ${nothingLost} |`]
    })
    const passed = tests.filter((test) => test.result().state === 'passed').length
    const failed = tests.filter((test) => test.result().state === 'failed').length
    console.log(`\n| fault | answers meanwhile | slowest | recovery | nothing lost |\n|---|---|---|---|---|`)
    for (const line of lines) console.log(line)
    const deliveries = tests.flatMap((test) => test.meta().deliveries ?? [])
    if (deliveries.length > 0)
      console.log(`\n| event | rows, to each subscriber | gaps told |\n|---|---|---|`)
    for (const { event, rows, gaps } of deliveries) console.log(`| ${event} | ${rows} | ${gaps} |`)
    if (!programs) console.log('Nothing was broken: no PostgreSQL 15 or newer is installed on this machine.')
    console.log(`\n${passed} of ${passed + failed} faults were borne.`)
  }
}
