import type { Database } from '../data/database.ts'
import { billingRows } from './billing.ts'
import { chatRows } from './chat.ts'
import { chatHistoryRows } from './chat-history.ts'
import { type Clock, clockAt } from './clock.ts'
import { eventRows } from './events.ts'
import { everydayRows } from './everyday.ts'
import { fileRows } from './files.ts'
import { integrationRows } from './integrations.ts'
import { newerRows } from './newer.ts'
import { orphanRows } from './orphans.ts'
import { projectRows } from './projects.ts'
import { insertRows, type TableRows, tableOrder } from './rows.ts'
import { runRows } from './runs.ts'
import { sessionRows } from './sessions.ts'
import { settingRows } from './settings.ts'
import { slideRows } from './slides.ts'
import { storybookRows } from './storybooks.ts'
import { templateRows } from './templates.ts'
import { transcriptRows } from './transcripts.ts'
import { userRows } from './users.ts'

const parts: readonly ((clock: Clock) => TableRows)[] = [
  userRows,
  settingRows,
  integrationRows,
  billingRows,
  sessionRows,
  everydayRows,
  fileRows,
  runRows,
  transcriptRows,
  eventRows,
  chatRows,
  chatHistoryRows,
  projectRows,
  slideRows,
  templateRows,
  storybookRows,
  newerRows,
  orphanRows,
]

/**
 * Fills a migrated, empty database with the demo in one transaction. Rows and ids are deterministic; times
 * are relative to `now`. Rejects with a unique violation if the demo exists.
 */
export async function seedDemo(database: Database, now: Date): Promise<void> {
  const clock = clockAt(now)
  const rows = parts.map((part) => part(clock))
  await database.transaction(async (tx) => {
    for (const table of tableOrder) {
      await insertRows(
        tx,
        table,
        rows.flatMap((part) => part[table] ?? []),
      )
    }
    // The transcripts have explicit ids, so the sequence must continue after them.
    await tx.query(
      `select setval(pg_get_serial_sequence('agent_run_messages', 'id'), max(id)) from agent_run_messages`,
    )
  })
}
