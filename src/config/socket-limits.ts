import type { Limit } from './limit.ts'

/** The limits on WebSockets and their messages. */
export const socketLimits = {
  viewerSockets: {
    variable: 'SOCKETS_PER_USER',
    default: 100,
    range: [1, 100_000],
    description:
      'Maximum number of WebSockets and event streams of one user (or, signed out, of one address) at one gateway.',
    message: (bound) => `You may have at most ${bound} open WebSockets and event streams: close one.`,
  },
  addressSockets: {
    variable: 'SOCKETS_PER_ADDRESS',
    default: 2_000,
    range: [1, 1_000_000],
    description: 'Maximum number of WebSockets of one address at one gateway.',
    message: (bound) => `An address may have at most ${bound} open WebSockets: close one.`,
  },
  socketOperations: {
    variable: 'SUBSCRIPTIONS_PER_SOCKET',
    default: 100,
    range: [1, 10_000],
    description: 'Maximum number of open operations on one WebSocket.',
    message: (bound) =>
      `A WebSocket may have at most ${bound} open operations: complete one, or open another WebSocket.`,
  },
  operationIdLength: {
    variable: 'MAX_OPERATION_ID_LENGTH',
    default: 1_000,
    range: [36, 100_000],
    description: 'Maximum length of the id of an operation on a WebSocket, in characters.',
    message: (bound) => `The id of an operation may have at most ${bound} characters.`,
  },
  payloadMembers: {
    variable: 'MAX_PAYLOAD_MEMBERS',
    default: 100,
    range: [10, 10_000],
    description:
      'Maximum number of members of an object in `connection_init`, and of values in the payload of a ping; beyond it the WebSocket is closed.',
    message: (bound) => `The payload of a message may have at most ${bound} members.`,
  },
  messageFragments: {
    variable: 'MAX_MESSAGE_FRAGMENTS',
    default: 1_024,
    range: [1, 1_000_000],
    description:
      'Maximum number of fragments of a message, and of chunks of a body beyond one for each 256 bytes; then the connection is closed.',
    message: (bound) => `A message may have at most ${bound} fragments.`,
  },
  initMs: {
    variable: 'CONNECTION_INIT_TIMEOUT_MS',
    default: 3_000,
    range: [100, 600_000],
    description: 'Time in milliseconds within which a WebSocket must send `connection_init`.',
    message: (bound) => `A WebSocket must send connection_init within ${bound} milliseconds.`,
  },
  socketMessages: {
    variable: 'MESSAGES_PER_SECOND',
    default: 200,
    range: [1, 100_000],
    description:
      'Maximum number of messages, pings and pongs per second, over ten seconds, of one WebSocket; then it is closed.',
    message: (bound) => `A WebSocket may send at most ${bound} messages per second.`,
  },
} as const satisfies Readonly<Record<string, Limit>>
