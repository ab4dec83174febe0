import { createClient } from '@redis/client'

/** JSON as Python's json.dumps writes it: spaces behind separators, ASCII alone. */
function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${pythonJson(key)}: ${pythonJson(member)}`)
    return `{${members.join(', ')}}`
  }
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** An event as JSON. */
export type Payload = Readonly<Record<string, unknown>>

/** A made-up key, in the form of a real one. */
export const secret = 'sk-proj-Zk3uQ9vT7mB1xR5wL8nC2pY6dF4gH0jAqE3sV7bN1mK5tW9z'

let ids = 0
/** An event as the platform serialises it for its socket: null members are left out. */
export const eventOf = (session: string, name: string, content: Payload, more: Payload = {}): Payload => {
  ids += 1
  return {
    id: `0b9c1f6e-3f0a-4d68-8a39-${String(ids).padStart(12, '0')}`,
    group: name.split('.')[0],
    name,
    session_id: session,
    content,
    timestamp: 1_772_366_400.25 + ids,
    transient: true,
    internal: false,
    metadata: {},
    ...more,
  }
}

/** The message of an emit, as python-socketio's Redis manager publishes it; `data` differs between its versions. */
export const emitOf = (session: string, data: unknown, more: Payload = {}): string =>
  pythonJson({
    method: 'emit',
    event: 'chat_event',
    data,
    namespace: '/',
    room: session,
    skip_sid: null,
    callback: null,
    host_id: '5f0c7c8e4b3f4a0f9d3c1b2a7e6d5c4b',
    ...more,
  })

/** What Python's pickle.dumps makes of an emit. */
export const pickled = Buffer.from(
  '8004952a000000000000007d94288c066d6574686f64948c04656d6974948c056576656e74948c0a636861745f6576656e7494752e',
  'hex',
)

/** A connection that publishes to the platform's channel in Redis. */
export type Publisher = {
  publish(message: string | Buffer): Promise<void>
  /** Resolves when the channel has this number of subscribers. */
  subscribers(count: number): Promise<void>
  close(): void
}

/** Publishes on the channel of the platform's socket. */
export async function openPublisher(url: string): Promise<Publisher> {
  const client = createClient({ url, disableOfflineQueue: true })
  client.on('error', () => {})
  await client.connect()
  return {
    async publish(message) {
      await client.publish('socketio', message as string)
    },
    async subscribers(count) {
      const deadline = Date.now() + 20_000
      for (;;) {
        const { socketio = 0 } = await client.pubSubNumSub(['socketio'])
        if (Number(socketio) === count) return
        if (Date.now() > deadline) throw new Error(`${socketio} subscribers instead of ${count}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    close: () => client.destroy(),
  }
}
