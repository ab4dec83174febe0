import { stamped } from './clock.ts'
import type { Row } from './rows.ts'
import { uuid } from './uuid.ts'

/** An event; its group is the first word of its type, and its id is derived from type, place and content. */
export const event = (
  type: string,
  session: string | null,
  run: string | null,
  at: string,
  content: unknown,
  userId: string | null = null,
): Row => ({
  id: uuid(`event ${type} ${session} ${run} ${userId} ${JSON.stringify(content)}`),
  event_type: type,
  event_group: type.split('.')[0],
  session_id: session,
  run_id: run,
  user_id: userId,
  content,
  ...stamped(at),
})
