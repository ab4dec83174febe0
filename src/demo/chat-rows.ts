import { stamped } from './clock.ts'
import type { Row } from './rows.ts'
import { secrets } from './secrets.ts'
import { uuid } from './uuid.ts'

/** A chat message; `name` determines its id. */
export const message = (
  session: string,
  name: string,
  role: string,
  content: unknown,
  at: string,
  row: Row = {},
): Row => ({
  id: uuid(`message ${name}`),
  session_id: session,
  role,
  content,
  usage: null,
  tokens: null,
  model: null,
  tools: null,
  metadata: null,
  provider_metadata: null,
  file_ids: null,
  parent_message_id: null,
  is_finished: true,
  finish_reason: null,
  ...row,
  ...stamped(at),
})

/** A chat message with a single text part. */
export const textMessage = (
  session: string,
  name: string,
  role: string,
  text: string,
  at: string,
  row: Row = {},
) => message(session, name, role, [{ type: 'text', text }], at, row)

const usage = (input: number, output: number, cost: number) => ({
  input_tokens: input,
  output_tokens: output,
  total_tokens: input + output,
  cache_read_tokens: Math.floor(input / 2),
  cache_write_tokens: 0,
  reasoning_tokens: Math.floor(output / 4),
  cost_usd: cost,
  model_name: 'gpt-5.1',
})

/** The columns of an assistant's message: the question it answers, its model and tokens. */
export const answered = (parent: string, input: number, output: number, cost: number): Row => ({
  parent_message_id: parent,
  model: 'gpt-5.1',
  usage: usage(input, output, cost),
  tokens: input + output,
  finish_reason: 'end_turn',
  provider_metadata: { response_id: secrets.providerMetadata },
})
