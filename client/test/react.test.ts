// @vitest-environment happy-dom
import { act, createElement, type FunctionComponent, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import type { Client } from '../src/client.ts'
import type { TypedDocument } from '../src/document.ts'
import { createFollow } from '../src/follow.ts'
import { createLive } from '../src/live.ts'
import { type LogState, useLive, useRunLog } from '../src/react.ts'
import type { Response } from '../src/transport/http.ts'
import { event, ScriptedGateway } from './scripted.ts'

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})

/** Shows a component in strict mode, which mounts each one twice. */
async function show<Props extends object>(component: FunctionComponent<Props>, props: Props) {
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  const render = (next: Props) =>
    act(async () => root.render(createElement(StrictMode, null, createElement(component, next))))
  await render(props)
  onTestFinished(() => act(async () => root.unmount()))
  return { render, unmount: () => act(async () => root.unmount()) }
}

/** Waits for the changes of a frame, as React does. */
const settles = (check: () => void) =>
  vi.waitFor(
    async () => {
      await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
      check()
    },
    { timeout: 20_000 },
  )

/** A client whose logs are scripted, a gateway for each run. */
function scriptedClient() {
  const gateways = new Map<string, ScriptedGateway>()
  const followRunLog = ((run: string) => {
    const gateway = gateways.get(run) ?? new ScriptedGateway()
    gateways.set(run, gateway)
    return createFollow(gateway.source, {})
  }) as unknown as Client['followRunLog']
  return { gateways, client: { followRunLog } }
}

it('shows a log as it grows, disconnects when it is unmounted, and follows another run', async () => {
  const { gateways, client } = scriptedClient()
  let state: LogState<unknown> | undefined
  let renderings = 0
  const Log = ({ run }: { run: string }) => {
    state = useRunLog(client, run)
    renderings += 1
    return null
  }
  const { render, unmount } = await show(Log, { run: 'first' })
  const first = gateways.get('first') as ScriptedGateway
  const live = first.connections.filter(({ signal }) => !signal.aborted)
  expect(live).toHaveLength(1)
  first.connection.sink.open()
  await settles(() => expect(state?.status).toBe('live'))
  const before = renderings
  first.send(...Array.from({ length: 1_000 }, (_, index) => event(index)))
  await settles(() => expect(state?.entries.length).toBe(1_000))
  // Strict mode renders twice: a thousand entries of one frame are one change.
  expect(renderings - before).toBeLessThanOrEqual(4)

  await render({ run: 'second' })
  expect(first.connection.signal.aborted).toBe(true)
  await settles(() => expect(state?.entries.length).toBe(0))
  const second = gateways.get('second') as ScriptedGateway
  second.send(event(1))
  await settles(() => expect(state?.entries.length).toBe(1))
  await unmount()
  expect(second.connection.signal.aborted).toBe(true)
})

it('pauses and resumes a log', async () => {
  const { gateways, client } = scriptedClient()
  let state: LogState<unknown> | undefined
  await show(() => {
    state = useRunLog(client, 'run')
    return null
  }, {})
  const gateway = gateways.get('run') as ScriptedGateway
  gateway.send(event(1))
  await settles(() => expect(state?.entries.length).toBe(1))
  state?.pause()
  await settles(() => expect(state?.status).toBe('paused'))
  state?.resume()
  expect(gateway.connection.after).toBe('c1')
})

it('shows a state, and keeps it while the connection is away', async () => {
  const gateway = new ScriptedGateway()
  const subscribe = vi.fn(() => createLive(gateway.source, undefined)) as unknown as Client['subscribe']
  const document = 'subscription { state }' as unknown as TypedDocument<{ state: number }, { id: string }>
  const client = { subscribe }
  let state: ReturnType<typeof useLive<{ state: number }, { id: string }>> | undefined
  const State = ({ id }: { id: string }) => {
    state = useLive(client, document, { id })
    return null
  }
  const { render } = await show(State, { id: 'a' })
  gateway.connection.sink.next({ data: { state: 1 } } as Response)
  await settles(() => expect(state?.data).toEqual({ state: 1 }))
  const calls = vi.mocked(subscribe).mock.calls.length
  await render({ id: 'a' })
  expect(subscribe).toHaveBeenCalledTimes(calls)
  const { length } = gateway.connections
  gateway.cut()
  await settles(() => expect(gateway.connections.length).toBe(length + 1))
  expect(state?.data).toEqual({ state: 1 })
  gateway.connection.sink.open()
  gateway.connection.sink.next({ data: { state: 2 } } as Response)
  await settles(() => expect(state).toMatchObject({ status: 'live', data: { state: 2 } }))
})
