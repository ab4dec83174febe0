/** A limit on requests: its variable, default, range, and message to the client. */
export type Limit = {
  readonly variable: string
  readonly default: number
  readonly range: readonly [least: number, most: number]
  /** For `--help`, the README and the documentation. */
  readonly description: string
  /** The error message for a client that exceeded the limit. */
  readonly message: (bound: string) => string
}

/** All limits on requests, by the name in `extensions.limit` of `LIMIT_EXCEEDED`. */
export const limits = {
  bodyBytes: {
    variable: 'MAX_BODY_BYTES',
    default: 1_000_000,
    range: [1_000, 100_000_000],
    description: 'The largest request body or WebSocket message, in bytes.',
    message: (bound) => `A request may have at most ${bound} bytes.`,
  },
  bodyMs: {
    variable: 'BODY_TIMEOUT_MS',
    default: 15_000,
    range: [100, 600_000],
    description: 'How many milliseconds a client may take to send a whole request.',
    message: (bound) => `A request must arrive within ${bound} milliseconds.`,
  },
  documentLength: {
    variable: 'MAX_DOCUMENT_LENGTH',
    default: 50_000,
    range: [1_000, 1_000_000],
    description: 'The longest document (the text of a query), in characters.',
    message: (bound) => `A document may have at most ${bound} characters.`,
  },
  tokens: {
    variable: 'MAX_TOKENS',
    default: 4_000,
    range: [100, 100_000],
    description: 'The most tokens (names, numbers, strings, brackets) of a document.',
    message: (bound) => `A document may have at most ${bound} tokens.`,
  },
  depth: {
    variable: 'MAX_DEPTH',
    default: 20,
    range: [1, 100],
    description: 'How deep fields may be nested, introspection included.',
    message: (bound) => `Fields may be nested at most ${bound} levels deep.`,
  },
  aliases: {
    variable: 'MAX_ALIASES',
    default: 100,
    range: [0, 10_000],
    description: 'The most aliases of an operation, those in fragments counted at each use.',
    message: (bound) => `An operation may have at most ${bound} aliases.`,
  },
  directives: {
    variable: 'MAX_DIRECTIVES',
    default: 50,
    range: [0, 10_000],
    description: 'The most directives of an operation, those in fragments counted at each use.',
    message: (bound) => `An operation may have at most ${bound} directives.`,
  },
  selections: {
    variable: 'MAX_SELECTIONS',
    default: 10_000,
    range: [10, 1_000_000],
    description: 'The most fields and fragments of an operation, those in fragments counted at each use.',
    message: (bound) => `An operation may select at most ${bound} fields and fragments.`,
  },
  fragments: {
    variable: 'MAX_FRAGMENTS',
    default: 150,
    range: [0, 10_000],
    description: 'The most fragments that a document may define.',
    message: (bound) => `A document may define at most ${bound} fragments.`,
  },
  rootFields: {
    variable: 'MAX_ROOT_FIELDS',
    default: 30,
    range: [1, 1_000],
    description: 'The most fields at the root of an operation.',
    message: (bound) => `An operation may have at most ${bound} root fields.`,
  },
  cost: {
    variable: 'MAX_COST',
    default: 20_000,
    range: [10, 10_000_000],
    description:
      'The highest cost of an operation: one for each object it may answer with, and so 100 for a page of 100.',
    message: (bound) =>
      `An operation may cost at most ${bound}: request smaller pages, or fewer nested objects.`,
  },
  rows: {
    variable: 'MAX_ROWS',
    default: 50_000,
    range: [100, 10_000_000],
    description: 'The most rows that a request may read from the database.',
    message: (bound) => `A request may read at most ${bound} rows.`,
  },
  readBytes: {
    variable: 'MAX_READ_BYTES',
    default: 16_000_000,
    range: [10_000, 1_000_000_000],
    description: 'The most bytes that a request may read from the database.',
    message: (bound) =>
      `A request may read at most ${bound} bytes: request fewer rows, or fewer large fields.`,
  },
  listRows: {
    variable: 'MAX_LIST_ROWS',
    default: 1_000,
    range: [10, 1_000_000],
    description: 'The most rows of a list that has no pages.',
    message: (bound) => `An unpaginated list may have at most ${bound} rows.`,
  },
  objects: {
    variable: 'MAX_OBJECTS',
    default: 50_000,
    range: [100, 10_000_000],
    description: 'The most objects that an answer may have.',
    message: (bound) => `An answer may have at most ${bound} objects: request smaller pages.`,
  },
  responseBytes: {
    variable: 'MAX_RESPONSE_BYTES',
    default: 16_000_000,
    range: [10_000, 256_000_000],
    description: 'The most bytes that an answer may have.',
    message: (bound) =>
      `An answer may have at most ${bound} bytes: request smaller pages, or fewer large fields.`,
  },
  heldBytes: {
    variable: 'MAX_HELD_BYTES',
    default: 64_000_000,
    range: [1_000_000, 100_000_000_000],
    description:
      'The most bytes that all requests of a process may hold at a time, read or answered; small requests are never refused for it.',
    message: (bound) => `All requests together may hold at most ${bound} bytes: try again later.`,
  },
  clientReadMs: {
    variable: 'CLIENT_READ_TIMEOUT_MS',
    default: 30_000,
    range: [100, 3_600_000],
    description:
      'How many milliseconds a client may take to read 64 kB, or all that waits for it, before its connection is closed.',
    message: (bound) => `A client must read what is sent to it within ${bound} milliseconds.`,
  },
  unsentBytes: {
    variable: 'MAX_UNSENT_BYTES',
    default: 64_000_000,
    range: [100_000, 100_000_000_000],
    description:
      'The most bytes of answers and events that may wait for their clients in a process; beyond it the slowest connections are closed.',
    message: (bound) => `The process holds more than ${bound} bytes that clients have not read.`,
  },
  requestMs: {
    variable: 'REQUEST_TIMEOUT_MS',
    default: 20_000,
    range: [100, 600_000],
    description: 'How many milliseconds a request may take; its statement is cancelled then.',
    message: (bound) => `A request may take at most ${bound} milliseconds.`,
  },
  statementMs: {
    variable: 'STATEMENT_TIMEOUT_MS',
    default: 10_000,
    range: [100, 3_600_000],
    description: 'A statement that takes longer than this many milliseconds is cancelled.',
    message: (bound) => `A statement may take at most ${bound} milliseconds: request less, or filter more.`,
  },
  viewerRequests: {
    variable: 'REQUESTS_PER_MINUTE',
    default: 1_200,
    range: [0, 10_000_000],
    description: 'The most requests a minute of one user, each mutation field counted; 0 is no limit.',
    message: (bound) => `You may send at most ${bound} requests per minute.`,
  },
  addressRequests: {
    variable: 'REQUESTS_PER_MINUTE_PER_ADDRESS',
    default: 6_000,
    range: [0, 10_000_000],
    description: 'The most requests a minute from one address, refused ones included; 0 is no limit.',
    message: (bound) => `An address may send at most ${bound} requests per minute.`,
  },
  viewerSockets: {
    variable: 'SOCKETS_PER_USER',
    default: 100,
    range: [1, 100_000],
    description:
      'The most WebSockets and event streams that one user (or, signed out, one address) may have open with one process.',
    message: (bound) => `You may have at most ${bound} open WebSockets and event streams: close one.`,
  },
  addressSockets: {
    variable: 'SOCKETS_PER_ADDRESS',
    default: 2_000,
    range: [1, 1_000_000],
    description: 'The most WebSockets that one address may have open with one process.',
    message: (bound) => `An address may have at most ${bound} open WebSockets: close one.`,
  },
  socketOperations: {
    variable: 'SUBSCRIPTIONS_PER_SOCKET',
    default: 100,
    range: [1, 10_000],
    description: 'The most operations that may be open on one WebSocket.',
    message: (bound) =>
      `A WebSocket may have at most ${bound} open operations: complete one, or open another WebSocket.`,
  },
  socketMessages: {
    variable: 'MESSAGES_PER_SECOND',
    default: 200,
    range: [1, 100_000],
    description:
      'The most messages, pings and pongs a second, over ten seconds, of one WebSocket before it is closed.',
    message: (bound) => `A WebSocket may send at most ${bound} messages per second.`,
  },
} as const satisfies Readonly<Record<string, Limit>>

/** The name of a limit. */
export type LimitName = keyof typeof limits

/** The limits of a gateway, by name. */
export type Limits = { readonly [Name in LimitName]: number }

/** The default limits. */
export const defaultLimits = Object.fromEntries(
  Object.entries(limits).map(([name, limit]) => [name, limit.default]),
) as Limits
