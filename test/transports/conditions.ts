/** Conditions of a database under which a request of any transport exceeds a limit or fails. */
import type { Database } from '../../src/data/database.ts'
import { sessions } from '../../src/demo/identities.ts'

/** Prepares a database, and returns what ends the condition. */
export type Condition = (database: Database) => Promise<() => Promise<void>>

const changed =
  (statement: string, values: readonly unknown[]): Condition =>
  async (database) => {
    await database.query(statement, [...values])
    return async () => {}
  }

/** More presentations than the least `MAX_LIST_ROWS`. */
export const longList = changed(
  `insert into slide_contents (session_id, presentation_name, slide_number, slide_content)
select $1, 'Presentation ' || n, 1, '' from generate_series(1, 11) n`,
  [sessions.pictureSlides],
)

/** Results of two megabytes in a public session, which take more than the least `MAX_HELD_BYTES`. */
export const largeResults = changed(
  `insert into application_events (event_type, event_group, session_id, content, created_at)
select 'agent.tool.result', 'agent', $1,
  jsonb_build_object('tool_call_id', n, 'tool_name', 'web_search', 'result', repeat('A line of a page. ', 6000)),
  now() + n * interval '1 second'
from generate_series(1, 20) n`,
  [sessions.pictureSlides],
)

/** A result of a thousand keys in a public session. */
export const manyKeys = changed(
  `insert into application_events (event_type, event_group, session_id, content, created_at)
select 'agent.tool.result', 'agent', $1, jsonb_build_object('tool_call_id', 'wide', 'tool_name', 'web_search',
  'result', (select jsonb_object_agg('key' || n, n) from generate_series(1, 1000) n)), now() + interval '1 second'`,
  [sessions.pictureSlides],
)

/** Slides whose numbers are no `Int`, in a public session. */
export const hugeNumbers = changed(
  'update slide_contents set slide_number = slide_number + 3000000000 where session_id = $1',
  [sessions.pictureSlides],
)

/** A table that no statement can read: neither the client's mistake, nor one that passes. */
export const brokenTable: Condition = async (database) => {
  await database.query('alter table slide_contents rename to broken_slides')
  await database.query(
    'create view slide_contents as select * from broken_slides where 1 / (slide_number - slide_number) = 1',
  )
  return async () => {
    await database.query('drop view slide_contents')
    await database.query('alter table broken_slides rename to slide_contents')
  }
}

/** A table that no statement can read until the condition ends. Needs a second connection. */
export const lockedTable: Condition = async (database) => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let transaction = Promise.resolve()
  await new Promise<void>((resolve) => {
    transaction = database.transaction(async (tx) => {
      await tx.query('lock table slide_contents in access exclusive mode')
      resolve()
      await released
    })
  })
  return async () => {
    release()
    await transaction
  }
}
