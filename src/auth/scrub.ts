import { parseJson } from '../data/json.ts'
import { hidden, scrubText } from './secret-patterns.ts'

/**
 * For whom JSON is scrubbed: only the owner sees what tools that work on files and shells were given and gave, and only
 * the owner and admins what the work cost.
 */
export type Reader = { readonly owner: boolean; readonly admin?: boolean }

/** Whoever else sees a public session is not told what it cost. */
export const seesCosts = ({ owner, admin = false }: Reader): boolean => owner || admin

const costKeys = new Set(['cost', 'cost_usd', 'credits_charged'])

type Json = Readonly<Record<string, unknown>>

/** Keys that never leave: what providers and models keep for themselves, and addresses that open a sandbox. */
const neverSent = new Set([
  'provider_options',
  'provider_data',
  'provider_metadata',
  'thought_signature',
  'redacted_reasoning_content',
  'encrypted_content',
  'vscode_url',
  'system_prompt',
  'session_state',
])

/** Keys whose value is a credential, whatever it looks like. */
const secretKey =
  /pass(?:word|phrase|wd)|secret|token$|api_?key|private_?key|credential|authorization|cookie/i

/** Tools whose input or result is a credential, for the owner too. */
const credentialTools = new Set([
  'get_database_connection',
  'add_user_env',
  'ask_user_env',
  'save_env',
  'stripe_webhook_register',
  'submit_testflight',
])

/** Tools that read and write files and run commands: whatever the sandbox holds may be in their input and result. */
const workspaceTool = /(?:^|_)(?:shell|bash|terminal|command|file|files|sql|str_replace|apply_patch)(?:_|$)/i

const inputKeys = new Set(['tool_input', 'tool_args', 'input', 'arguments', 'args'])
const resultKeys = new Set(['result', 'output', 'content'])
// In the input of a tool for credentials, these say which credential, and are none.
const namingKeys = new Set(['key', 'keys', 'name', 'names', 'database', 'url', 'path'])

// Deeper than any writer goes: what is below is not shown, so that no document can exhaust the stack.
const deepest = 60

/**
 * JSON of an event, a message or a transcript as this reader may see it: credentials masked in every string, system
 * prompts and providers' own data left out, and what the named tools were given and gave hidden.
 */
export function scrubJson(value: unknown, reader: Reader): unknown {
  return scrub(value, reader, 0)
}

function scrub(value: unknown, reader: Reader, depth: number): unknown {
  if (typeof value === 'string') return scrubText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > deepest) return hidden
  if (Array.isArray(value)) {
    return value.filter((item) => !isSystemMessage(item)).map((item) => scrub(item, reader, depth + 1))
  }
  return scrubObject(value as Json, reader, depth)
}

/** A message that instructs the model, which is the platform's own. */
export function isSystemMessage(value: unknown): boolean {
  const role = isObject(value) ? value.role : undefined
  return role === 'system' || role === 'developer'
}

function scrubObject(object: Json, reader: Reader, depth: number): Json {
  const tool = toolNamed(object)
  const entries = Object.entries(object)
    .filter(([key]) => !neverSent.has(key) && !(key === 'signature' && 'thinking' in object))
    .filter(([key]) => seesCosts(reader) || !costKeys.has(key))
    .map(([key, value]) => {
      if (tool && inputKeys.has(key)) return [key, toolInput(tool, value, reader)]
      if (tool && resultKeys.has(key)) return [key, toolResult(tool, value, reader)]
      if (secretKey.test(key)) return [key, mask(value)]
      return [scrubText(key), scrub(value, reader, depth + 1)]
    })
  return Object.fromEntries(entries)
}

/** The tool that an object is about: a call of it, its result, or both. */
export function toolNamed(object: Json): string | undefined {
  if (typeof object.tool_name === 'string') return object.tool_name
  const isOfTool = object.type === 'tool_call' || object.type === 'tool_result' || object.role === 'tool'
  const isCall = isOfTool || 'arguments' in object
  return isCall && typeof object.name === 'string' ? object.name : undefined
}

/** What a tool was given, as this reader may see it; JSON that is kept as text is read first. */
export function toolInput(tool: string, input: unknown, reader: Reader): unknown {
  const value = typeof input === 'string' ? parsed(input) : input
  if (credentialTools.has(tool)) return isObject(value) ? withoutValues(value) : hiddenUnlessEmpty(value)
  if (workspaceTool.test(tool) && !reader.owner) return hiddenUnlessEmpty(value)
  return scrub(value, reader, 1)
}

/** What a tool gave back, as this reader may see it. */
export function toolResult(tool: string, result: unknown, reader: Reader): unknown {
  if (credentialTools.has(tool)) return hiddenUnlessEmpty(result)
  if (workspaceTool.test(tool) && !reader.owner) return hiddenUnlessEmpty(result)
  return scrub(result, reader, 1)
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return text
  }
}

function hiddenUnlessEmpty(value: unknown): unknown {
  return value == null ? value : hidden
}

function withoutValues(object: Json): Json {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      key,
      namingKeys.has(key) ? scrub(value, { owner: false }, 1) : mask(value),
    ]),
  )
}

/** Hides every value that may tell something; numbers, flags and nothing stay. */
function mask(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? value : hidden
  if (Array.isArray(value)) return value.length === 0 ? value : hidden
  if (isObject(value)) return Object.fromEntries(Object.keys(value).map((key) => [key, hidden]))
  return value
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
