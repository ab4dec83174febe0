import { scrubJson, scrubToolInput, scrubToolResult } from '../../src/auth/scrub.ts'
import { scrubText } from '../../src/auth/secret-patterns.ts'
import { parseParts } from '../../src/domains/chat/parts.ts'

const stranger = { owner: false }
const json = (value: unknown) => JSON.stringify(value)
const text = (make: (value: string) => string) => (value: string) => scrubText(make(value))
const content = (make: (value: string) => unknown) => (value: string) =>
  json(scrubJson(make(value), stranger))
const part = (make: (value: string) => object) => (value: string) => json(parseParts([make(value)], stranger))

/** Where a credential may stand, as someone who is not the owner reads it. */
export const places: Readonly<Record<string, (value: string) => string>> = {
  'a sentence': text((value) => `The key is ${value}, keep it.`),
  'a text of its own': text((value) => value),
  'a line of its own': text((value) => `before\n${value}\nafter`),
  parentheses: text((value) => `see (${value}) there`),
  'double quotes': text((value) => `it is "${value}"`),
  'single quotes': text((value) => `it is '${value}'`),
  backticks: text((value) => `run \`${value}\` now`),
  'Markdown code': text((value) => `\`\`\`sh\nexport X=${value}\n\`\`\``),
  'a Markdown link': text((value) => `[here](https://example.com/?x=${value})`),
  'an HTML attribute': text((value) => `<a data-x="${value}">x</a>`),
  'an environment': text((value) => `A=1\nMY_VALUE=${value}\nB=2`),
  'a quoted environment value': text((value) => `MY_VALUE="${value}"`),
  'a Bearer header': text((value) => `Authorization: Bearer ${value}`),
  'a curl command': text((value) => `curl -H 'X-Key: ${value}' https://api.example/v1`),
  'an option of a command': text((value) => `deploy --with ${value} --verbose`),
  'a query string': text((value) => `https://api.example/v1?a=1&x=${value}&b=2`),
  'JSON that is text': text((value) => json({ note: value })),
  'JSON in JSON that is text': text((value) => json({ note: json({ inner: value }) })),
  YAML: text((value) => `config:\n  value: ${value}\n`),
  Python: text((value) => `client = Client("${value}")`),
  JavaScript: text((value) => `const client = create({ value: '${value}' })`),
  'a log line': text((value) => `2026-11-28T12:00:00Z INFO sent ${value} to api`),
  'a diff': text((value) => `-  x: 1\n+  x: ${value}\n`),
  SQL: text((value) => `insert into t values ('${value}', 1)`),
  'the text of an event': content((value) => ({ text: `Use ${value}` })),
  'a nested value': content((value) => ({ a: [{ b: { c: value } }] })),
  'a list': content((value) => [1, value, 'x']),
  'a key': content((value) => ({ [value]: true })),
  headers: content((value) => ({ headers: { 'x-api-key': value, authorization: `Bearer ${value}` } })),
  'a display name': content((value) => ({ tool_name: 'web_search', tool_display_name: value })),
  'the input of a known tool': (value) =>
    json(scrubToolInput('web_search', { query: `about ${value}` }, stranger)),
  'the input of a shell': (value) => json(scrubToolInput('Bash', { command: `echo ${value}` }, stranger)),
  'the input of an unknown tool': (value) =>
    json(scrubToolInput('mcp_vault_read', { path: value }, stranger)),
  'the result of a known tool': (value) => json(scrubToolResult('web_visit', `Page: ${value}`, stranger)),
  'the result of a file tool': (value) => json(scrubToolResult('Read', [{ line: value }], stranger)),
  user_input_schema: content((value) => ({
    tool_execution: {
      tool_name: 'ask_user_env',
      tool_args: { requested_keys: [{ key: 'A', description: 'b' }] },
    },
    user_input_schema: [{ name: 'A', field_type: 'str', description: 'b', value }],
  })),
  'a text part': part((value) => ({ type: 'text', text: `So: ${value}` })),
  'a thought': part((value) => ({ type: 'reasoning', thinking: `Hm, ${value}` })),
  code: part((value) => ({ type: 'code_block', id: 'x', content: `x = "${value}"`, outputs: [value] })),
  'the address of an image': part((value) => ({ type: 'image_url', url: `https://x.example/?k=${value}` })),
  'the kind of a file': part((value) => ({ type: 'binary', path: value, mime_type: value })),
  'why an answer ended': part((value) => ({ type: 'finish', reason: value, message: value, details: value })),
  'the input of a call': part((value) => ({
    type: 'tool_call',
    id: value,
    name: 'web_search',
    input: json({ q: value }),
  })),
  'a result': part((value) => ({
    type: 'tool_result',
    tool_call_id: 'c',
    name: 'web_search',
    output: { type: 'array', value: [{ type: 'text', text: value, url: value, filename: value }] },
  })),
  'a form of tomorrow': part((value) => ({ type: 'hologram', beam: [value] })),
}

/** Where a name beside it says that a value is a credential. */
export const namedPlaces: Readonly<Record<string, (value: string) => string>> = {
  'DB_PASSWORD=': text((value) => `DB_PASSWORD=${value}`),
  export: text((value) => `export JWT_SECRET='${value}'`),
  YAML: text((value) => `db:\n  password: ${value}\n`),
  'quoted YAML': text((value) => `api_key: "${value}"`),
  'JSON that is text': text((value) => json({ clientSecret: value })),
  'JSON in JSON that is text': text((value) => json({ note: json({ password: value }) })),
  'a header': text((value) => `X-Api-Key: ${value}`),
  'an Authorization header': text((value) => `Authorization: Token ${value}`),
  // Decoded again, so that a credential that came out is found.
  Basic: (value) => {
    const read = scrubText(`Authorization: Basic ${Buffer.from(`dana:${value}`).toString('base64')}`)
    return Buffer.from(read.replace('Authorization: Basic ', ''), 'base64').toString()
  },
  'a query string': text((value) => `https://x.example/?access_token=${encodeURIComponent(value)}&b=1`),
  'an .npmrc': text((value) => `//registry.example/:_authToken=${value}`),
  'a connection string': text((value) => `Server=db;User Id=sa;Password=${value};`),
  Python: text((value) => `api_key = "${value}"`),
  JavaScript: text((value) => `const client = create({ apiKey: '${value}' })`),
  'an option': text((value) => `mysqldump --password=${value} shop`),
  'a key of JSON': content((value) => ({ password: value })),
  'a nested key of JSON': content((value) => ({ settings: { apiKey: value } })),
  'a list below a key': content((value) => ({ secrets: [{ key: 'A', value }] })),
}
