import { describe, expect, it, vi } from 'vitest'
import { countValues } from '../../../src/data/json.ts'
import { sessions } from '../../../src/demo/identities.ts'
import {
  maxMessageBytes,
  maxMessageValues,
  readSocketMessage,
  type SocketEvent,
} from '../../../src/live/deltas/socket-message.ts'
import { emitOf, eventOf, pickled } from './publisher.ts'

const run = '6f9f2c9e-4d0c-4a67-9d3e-0a4f7f3f2b11'

describe('messages of python-socketio', () => {
  const read = (data: unknown, more = {}) =>
    readSocketMessage(Buffer.from(emitOf(sessions.website, data, more)))
  const event = eventOf(sessions.website, 'agent.response.delta', { text: 'Grüße' })

  it('are read in the form of each version', () => {
    // An event alone, its list of arguments, and that list before binary parts.
    for (const data of [event, [event], [[event], 'AAEC']])
      expect(readSocketMessage(Buffer.from(emitOf(sessions.website, data)))).toMatchObject({
        id: event.id,
        sessions: [sessions.website],
        name: 'agent.response.delta',
        content: { text: 'Grüße' },
        isTransient: true,
      })
  })

  it('are for each session of several rooms, once', () => {
    const room = [sessions.website, 'lobby', sessions.research, null, sessions.website]
    expect(read(event, { room })).toMatchObject({ sessions: [sessions.website, sessions.research] })
  })

  it('are read with what the socket adds for its own clients', () => {
    // A client to leave out, a client that waits for an acknowledgement, and no namespace, as older versions write it.
    for (const more of [{ skip_sid: ['a', 'b'] }, { callback: ['room', '/', 1] }, { namespace: null }])
      expect(read(event, more)).toMatchObject({ id: event.id, sessions: [sessions.website] })
  })

  it('are not read in pickle, nor where they are of another kind', () => {
    expect(readSocketMessage(pickled)).toBe('pickle')
    const others = [
      '',
      'null',
      '[1]',
      '{"method": "emit"',
      emitOf(sessions.website, event, { method: 'close_room' }),
      emitOf(sessions.website, event, { event: 'pty_output' }),
      emitOf(sessions.website, event, { room: null }),
      emitOf(sessions.website, event, { namespace: '/admin' }),
      emitOf(sessions.website, 'text'),
      emitOf(sessions.website, { ...event, id: 'x' }),
      emitOf(sessions.website, { ...event, content: { text: 'x'.repeat(1_000_000) } }),
    ]
    for (const message of others) expect(readSocketMessage(Buffer.from(message)), message).toBe('other')
  })

  it('are read whole', () => {
    const whole = { ...event, group: 'agent', run_id: run, timestamp: 1_772_366_400.25 }
    expect(read(whole)).toEqual({
      id: event.id,
      sessions: [sessions.website],
      name: 'agent.response.delta',
      group: 'agent',
      runId: run,
      content: { text: 'Grüße' },
      isTransient: true,
      time: '2026-03-01T12:00:00.250Z',
    })
  })

  it('may lack what is not needed, or have it in another form', () => {
    const other = { ...event, group: 7, run_id: 'x', content: ['x'], transient: 'true' }
    expect(read(other)).toMatchObject({ group: '', runId: null, content: {}, isTransient: false })
  })

  it('happened now where they have no time of a calendar', () => {
    for (const timestamp of ['2026-03-01', null, 1e300]) {
      const before = Date.now()
      const { time } = read({ ...event, timestamp }) as SocketEvent
      expect(Date.parse(time)).toBeGreaterThanOrEqual(before)
      expect(Date.parse(time)).toBeLessThanOrEqual(Date.now())
    }
  })

  it('are read up to a million bytes, whatever the length of their text', () => {
    const empty = emitOf(sessions.website, { ...event, content: { text: '' } }).length
    const long = (bytes: number) => ({ ...event, content: { text: 'x'.repeat(bytes - empty) } })
    expect(read(long(maxMessageBytes))).toMatchObject({ id: event.id })
    expect(read(long(maxMessageBytes + 1))).toBe('other')
  })

  it('are read up to a number of values, and those with more are not parsed', () => {
    const emitWith = (values: number) =>
      emitOf(sessions.website, { ...event, content: { text: 'x', list: Array(values).fill(0) } })
    const others = countValues(emitWith(1))
    const parse = vi.spyOn(JSON, 'parse')
    const readWith = (values: number) => readSocketMessage(Buffer.from(emitWith(values)))
    expect(readWith(maxMessageValues - others + 1)).toMatchObject({ id: event.id })
    expect(parse).toHaveBeenCalledTimes(1)
    expect(readWith(maxMessageValues - others + 2)).toBe('other')
    expect(parse).toHaveBeenCalledTimes(1)
    parse.mockRestore()
  })

  it('are not events without an id, a name or a room of a session', () => {
    for (const more of [{ room: 'lobby' }, { room: 7 }, { room: [] }, { data: [] }, { data: null }])
      expect(read(event, more)).toBe('other')
    for (const lacking of [{ id: 7 }, { id: null }, { name: 7 }, { name: null }])
      expect(read({ ...event, ...lacking })).toBe('other')
  })
})
