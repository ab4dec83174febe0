import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as pause } from 'node:timers/promises'
import type { ExecutionArgs } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { createPubSub, createSchema, createYoga } from 'graphql-yoga'
import { WebSocketServer } from 'ws'
import { serveBench, text } from './report.ts'

// What most servers on this stack do: Yoga, graphql-ws, and a PubSub in memory. No database, no rights.
const events = createPubSub<{ event: [{ event: { n: number; text: string } }] }>()
const yoga = createYoga({
  logging: false,
  schema: createSchema({
    typeDefs:
      'type Event { n: Int! text: String! } type Query { ok: Boolean } type Subscription { event: Event! }',
    resolvers: {
      Subscription: {
        event: {
          subscribe: async function* () {
            yield { event: { n: -1, text } }
            yield* events.subscribe('event')
          },
        },
      },
    },
  }),
})
const http = createServer(yoga)
const sockets = new WebSocketServer({ server: http, path: '/graphql' })
type Runner = { execute: (args: ExecutionArgs) => never; subscribe: (args: ExecutionArgs) => never }
useServer(
  {
    execute: (args) => (args.rootValue as Runner).execute(args),
    subscribe: (args) => (args.rootValue as Runner).subscribe(args),
    async onSubscribe(_context, _id, params) {
      const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({ params })
      const args = {
        schema,
        document: parse(params.query),
        contextValue: await contextFactory(),
        rootValue: { execute, subscribe },
      }
      const errors = validate(args.schema, args.document)
      return errors.length > 0 ? errors : args
    },
  },
  sockets,
)
http.listen(0, '127.0.0.1')
await once(http, 'listening')
serveBench((http.address() as AddressInfo).port, async (count) => {
  for (let n = 0; n < count; n += 1) {
    events.publish('event', { event: { n, text } })
    await pause()
  }
})
