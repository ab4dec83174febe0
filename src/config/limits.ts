import type { Limit } from './limit.ts'
import { socketLimits } from './socket-limits.ts'

/** All limits on requests, by the name in `extensions.limit` of `LIMIT_EXCEEDED`. */
export const limits = {
  connections: {
    variable: 'MAX_CONNECTIONS',
    default: 20_000,
    range: [10, 1_000_000],
    description: 'Maximum number of open connections at one process, WebSockets included.',
    message: (bound) => `A process may have at most ${bound} open connections.`,
  },
  addressConnections: {
    variable: 'CONNECTIONS_PER_ADDRESS',
    default: 5_000,
    range: [1, 1_000_000],
    description:
      'Maximum number of open connections of one address at one gateway, WebSockets included; those of trusted proxies are not counted.',
    message: (bound) => `An address may have at most ${bound} open connections: close one.`,
  },
  bodyBytes: {
    variable: 'MAX_BODY_BYTES',
    default: 1_000_000,
    range: [1_000, 100_000_000],
    description: 'Maximum size of a request body or WebSocket message, in bytes.',
    message: (bound) => `A request may have at most ${bound} bytes.`,
  },
  bodyValues: {
    variable: 'MAX_BODY_VALUES',
    default: 50_000,
    range: [100, 10_000_000],
    description:
      'Maximum number of values in the JSON of a request or WebSocket message: each comma and each opening bracket counts.',
    message: (bound) => `The JSON of a request may have at most ${bound} values.`,
  },
  bodyMs: {
    variable: 'BODY_TIMEOUT_MS',
    default: 15_000,
    range: [100, 600_000],
    description: 'Time in milliseconds within which a client must send a whole request.',
    message: (bound) => `A request must arrive within ${bound} milliseconds.`,
  },
  headerBytes: {
    variable: 'MAX_HEADER_BYTES',
    default: 16_384,
    range: [4_096, 1_000_000],
    description: 'Maximum size of the headers of a request, URL included, in bytes.',
    message: (bound) => `The headers of a request may have at most ${bound} bytes.`,
  },
  parameters: {
    variable: 'MAX_PARAMETERS',
    default: 100,
    range: [5, 10_000],
    description: 'Maximum number of parameters of a request: of its query string, its form, or its JSON.',
    message: (bound) => `A request may have at most ${bound} parameters.`,
  },
  pipelinedRequests: {
    variable: 'MAX_PIPELINED_REQUESTS',
    default: 100,
    range: [1, 100_000],
    description:
      'Maximum number of pipelined requests of a connection that wait for their responses; then it is closed.',
    message: (bound) => `A connection may have at most ${bound} pipelined requests.`,
  },
  documentLength: {
    variable: 'MAX_DOCUMENT_LENGTH',
    default: 50_000,
    range: [1_000, 1_000_000],
    description: 'Maximum length of a document (the text of a query), in characters.',
    message: (bound) => `A document may have at most ${bound} characters.`,
  },
  tokens: {
    variable: 'MAX_TOKENS',
    default: 4_000,
    range: [100, 100_000],
    description: 'Maximum number of tokens (names, numbers, strings, brackets) in a document.',
    message: (bound) => `A document may have at most ${bound} tokens.`,
  },
  depth: {
    variable: 'MAX_DEPTH',
    default: 20,
    range: [1, 100],
    description: 'Maximum depth of nested fields, introspection included.',
    message: (bound) => `Fields may be nested at most ${bound} levels deep.`,
  },
  aliases: {
    variable: 'MAX_ALIASES',
    default: 100,
    range: [0, 10_000],
    description: 'Maximum number of aliases in an operation; those in fragments count at each use.',
    message: (bound) => `An operation may have at most ${bound} aliases.`,
  },
  directives: {
    variable: 'MAX_DIRECTIVES',
    default: 50,
    range: [0, 10_000],
    description: 'Maximum number of directives in an operation; those in fragments count at each use.',
    message: (bound) => `An operation may have at most ${bound} directives.`,
  },
  selections: {
    variable: 'MAX_SELECTIONS',
    default: 10_000,
    range: [10, 1_000_000],
    description:
      'Maximum number of fields and fragments in an operation; those in fragments count at each use.',
    message: (bound) => `An operation may select at most ${bound} fields and fragments.`,
  },
  fragments: {
    variable: 'MAX_FRAGMENTS',
    default: 150,
    range: [0, 10_000],
    description: 'Maximum number of fragments that a document defines.',
    message: (bound) => `A document may define at most ${bound} fragments.`,
  },
  rootFields: {
    variable: 'MAX_ROOT_FIELDS',
    default: 30,
    range: [1, 1_000],
    description: 'Maximum number of fields at the root of an operation.',
    message: (bound) => `An operation may have at most ${bound} root fields.`,
  },
  cost: {
    variable: 'MAX_COST',
    default: 20_000,
    range: [10, 10_000_000],
    description:
      'Maximum cost of an operation: one for each object that it may return, so 100 for a page of 100.',
    message: (bound) =>
      `An operation may cost at most ${bound}: request smaller pages, or fewer nested objects.`,
  },
  rows: {
    variable: 'MAX_ROWS',
    default: 50_000,
    range: [100, 10_000_000],
    description: 'Maximum number of rows that a request reads from the database.',
    message: (bound) => `A request may read at most ${bound} rows.`,
  },
  readBytes: {
    variable: 'MAX_READ_BYTES',
    default: 16_000_000,
    range: [10_000, 1_000_000_000],
    description: 'Maximum number of bytes that a request reads from the database.',
    message: (bound) =>
      `A request may read at most ${bound} bytes: request fewer rows, or fewer large fields.`,
  },
  rowKeys: {
    variable: 'MAX_ROW_KEYS',
    default: 50_000,
    range: [10, 10_000_000],
    description: 'Maximum number of keys in the JSON of a row of more than 8 kB that a request reads.',
    message: (bound) => `The JSON of a row may have at most ${bound} keys to be read.`,
  },
  listRows: {
    variable: 'MAX_LIST_ROWS',
    default: 1_000,
    range: [10, 1_000_000],
    description: 'Maximum number of rows in a list without pages.',
    message: (bound) => `An unpaginated list may have at most ${bound} rows.`,
  },
  objects: {
    variable: 'MAX_OBJECTS',
    default: 50_000,
    range: [100, 10_000_000],
    description: 'Maximum number of objects in an answer.',
    message: (bound) => `An answer may have at most ${bound} objects: request smaller pages.`,
  },
  errors: {
    variable: 'MAX_ERRORS',
    default: 200,
    range: [1, 100_000],
    description: 'Maximum number of errors in an answer.',
    message: (bound) =>
      `An answer may have at most ${bound} errors: leave out the fields that fail, or request smaller pages.`,
  },
  responseBytes: {
    variable: 'MAX_RESPONSE_BYTES',
    default: 16_000_000,
    range: [10_000, 256_000_000],
    description: 'Maximum size of an answer, in bytes.',
    message: (bound) =>
      `An answer may have at most ${bound} bytes: request smaller pages, or fewer large fields.`,
  },
  heldBytes: {
    variable: 'MAX_HELD_BYTES',
    default: 64_000_000,
    range: [1_000_000, 100_000_000_000],
    description:
      'Maximum number of bytes, read and answered, that all requests of a process hold at a time; small requests are never refused for it.',
    message: (bound) => `All requests together may hold at most ${bound} bytes: try again later.`,
  },
  receivedBytes: {
    variable: 'MAX_RECEIVED_BYTES',
    default: 64_000_000,
    range: [100_000, 100_000_000_000],
    description: 'Maximum number of bytes of unfinished bodies and messages in a process.',
    message: (bound) => `All requests together may send at most ${bound} bytes at a time: try again later.`,
  },
  subscriptionBytes: {
    variable: 'MAX_SUBSCRIPTION_BYTES',
    default: 64_000_000,
    range: [100_000, 100_000_000_000],
    description:
      'Approximate maximum of memory, in bytes, for the documents and variables of open subscriptions in a process; small ones are refused at twice as much.',
    message: (bound) => `All subscriptions together may hold at most ${bound} bytes: try again later.`,
  },
  clientReadMs: {
    variable: 'CLIENT_READ_TIMEOUT_MS',
    default: 30_000,
    range: [100, 3_600_000],
    description:
      'Time in milliseconds within which a client must read 64 kB, or everything that waits for it, before its connection is closed.',
    message: (bound) => `A client must read what is sent to it within ${bound} milliseconds.`,
  },
  unsentBytes: {
    variable: 'MAX_UNSENT_BYTES',
    default: 64_000_000,
    range: [100_000, 100_000_000_000],
    description:
      'Maximum number of bytes of answers and events that wait for clients in a process; beyond it the slowest connections are closed.',
    message: (bound) => `The process holds more than ${bound} bytes that clients have not read.`,
  },
  requestMs: {
    variable: 'REQUEST_TIMEOUT_MS',
    default: 20_000,
    range: [100, 600_000],
    description: 'Maximum duration of a request in milliseconds; then its statement is cancelled.',
    message: (bound) => `A request may take at most ${bound} milliseconds.`,
  },
  statementMs: {
    variable: 'STATEMENT_TIMEOUT_MS',
    default: 10_000,
    range: [100, 3_600_000],
    description: 'Maximum duration of a statement in milliseconds; then it is cancelled.',
    message: (bound) => `A statement may take at most ${bound} milliseconds: request less, or filter more.`,
  },
  viewerRequests: {
    variable: 'REQUESTS_PER_MINUTE',
    default: 1_200,
    range: [0, 10_000_000],
    description:
      'Maximum number of requests per minute of one user, without REDIS_URL at one gateway; each mutation field counts; 0 is no limit.',
    message: (bound) => `You may send at most ${bound} requests per minute.`,
  },
  addressRequests: {
    variable: 'REQUESTS_PER_MINUTE_PER_ADDRESS',
    default: 6_000,
    range: [0, 10_000_000],
    description:
      'Maximum number of requests per minute from one address, without REDIS_URL at one gateway, refused ones included; 0 is no limit.',
    message: (bound) => `An address may send at most ${bound} requests per minute.`,
  },
  ...socketLimits,
} as const satisfies Readonly<Record<string, Limit>>

/** The name of a limit. */
export type LimitName = keyof typeof limits

/** The limits of a gateway, by name. */
export type Limits = { readonly [Name in LimitName]: number }

/** The default limits. */
export const defaultLimits = Object.fromEntries(
  Object.entries(limits).map(([name, limit]) => [name, limit.default]),
) as Limits
