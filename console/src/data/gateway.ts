import { type Client, createClient } from '@ii-agent/gateway-client'
import { gatewayRoot } from '../shell/options.ts'
import { BatchedSocket } from './batched-socket.ts'
import { refuseToken, signIn, waitForToken } from './credentials.ts'
import type { SocketChange } from './socket-relay.ts'
import { createStore, useStore } from './store.ts'

export type { TypedDocument } from '@ii-agent/gateway-client'

/** Whether the gateway can be reached, as the last request or socket found. */
export type Connection = 'connecting' | 'connected' | 'away'

export const connection = createStore<Connection>('connecting')

/** A WebSocket that tells `connection` how it fares. */
class ObservedSocket extends BatchedSocket {
  protected override onChange(change: SocketChange): void {
    if (change.type === 'open') connection.set('connected')
    // A connection that nobody needs any longer is closed by the console, with 1000.
    if (change.type === 'close' && change.code !== 1000 && change.code !== 4403) connection.set('away')
  }
}

async function observedFetch(...args: Parameters<typeof fetch>): Promise<Response> {
  try {
    const response = await fetch(...args)
    connection.set('connected')
    return response
  } catch (error) {
    if ((error as Error).name !== 'AbortError') connection.set('away')
    throw error
  }
}

/** A refused token asks for another one; operations wait for it and go on. */
function openClient(): Client {
  return createClient({
    url: `${gatewayRoot}graphql`,
    webSocket: ObservedSocket,
    fetch: observedFetch,
    retry: { minDelayMs: 300, maxDelayMs: 8_000 },
    token(refused) {
      if (refused !== undefined) refuseToken(refused)
      return waitForToken()
    },
  })
}

/** The client of the present user. */
export const gateway = createStore<Client>(openClient())

let { turn } = signIn.get()
signIn.subscribe(() => {
  if (signIn.get().turn === turn) return
  turn = signIn.get().turn
  gateway.get().dispose()
  gateway.set(openClient())
})

/** The client of the gateway: another object after the viewer has changed. */
export const useGateway = () => useStore(gateway)
