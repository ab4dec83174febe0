import { readFileSync } from 'node:fs'
import type { EventHistoryQuery, SessionPageQuery } from '@ii-agent/gateway-client/operations'
import { describe, expect, it } from 'vitest'
import { type ChatEvent, toChatEvent } from './chat-event.ts'
import { MergedEvents, type SocketEvent } from './merged-events.ts'
import { toNumber, toPlatformSession, toPlatformText } from './values.ts'

/** Returns what the gateway answers to an operation, as its golden case has it. */
function answerOf<Answer>(operation: string): Answer {
  const file = new URL(`../operations/${operation}.golden.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')).data
}

const history = answerOf<EventHistoryQuery>('sessions/event-history').session?.events?.nodes ?? []
const run = '6f9f2c9e-4d0c-4a67-9d3e-0a4f7f3f2b11'
const second = Date.parse('2026-03-01T12:00:00Z') / 1000

const stored = (id: string, name: string, at: number, text = ''): ChatEvent => ({
  id,
  name,
  event_group: 'agent',
  content: { text },
  created_at: new Date(at * 1000).toISOString(),
  run_id: run,
})
const fromSocket = (id: string, name: string, at: number, text = ''): SocketEvent => ({
  id,
  name,
  content: { text },
  run_id: run,
  group: 'agent',
  timestamp: at,
  transient: name.endsWith('.delta'),
})

describe('the code of docs/how-to/from-rest.md', () => {
  it('makes events of the platform’s form', () => {
    const events = history.map(toChatEvent)
    expect(events.length).toBeGreaterThan(20)
    const call = events.find(({ name }) => name === 'agent.tool.call')
    expect(call).toMatchObject({ event_group: 'agent', content: { tool_name: expect.any(String) } })
    expect(events.map(({ id }) => id)).toEqual([...new Set(history.map(({ databaseId }) => databaseId))])
  })

  it('makes a session of the platform’s form', () => {
    const { session } = answerOf<SessionPageQuery>('sessions/session')
    if (!session) throw new Error('the golden case has a session')
    expect(toPlatformSession(session)).toMatchObject({
      id: session.databaseId,
      workspace_dir: `/workspace/${session.databaseId}`,
      agent_type: session.agentTypeText,
    })
  })

  it('reads enums and numbers', () => {
    expect(toPlatformText('WAITING_FOR_INPUT')).toBe('waiting_for_input')
    expect(toNumber('12.345600')).toBe(12.3456)
    expect(() => toNumber('9007199254740993')).toThrow(RangeError)
    expect(() => toNumber('')).toThrow(RangeError)
  })

  it('keeps one event of two sources, the gateway’s copy, whichever comes first', () => {
    for (const order of ['socket first', 'gateway first']) {
      const merged = new MergedEvents()
      const add = [
        () => merged.addFromSocket(fromSocket('1', 'agent.response', second, 'from the socket')),
        () => merged.addStored(stored('1', 'agent.response', second, 'from the gateway')),
      ]
      for (const one of order === 'socket first' ? add : add.toReversed()) one()
      expect(merged.events.map(({ content }) => content.text)).toEqual(['from the gateway'])
    }
  })

  it('sorts what comes late, and keeps what only the socket had', () => {
    const merged = new MergedEvents()
    merged.addStored(stored('3', 'agent.complete', second + 3))
    merged.addFromSocket(fromSocket('2', 'system.error', second + 2))
    merged.addStored(stored('1', 'agent.processing', second + 1))
    merged.addFromSocket({ ...fromSocket('4', 'file.tree.updated', second + 4), transient: true })
    expect(merged.events.map(({ id }) => id)).toEqual(['1', '2', '3'])
  })

  it('drafts a text until it comes whole, and ignores deltas that are later than their text', () => {
    const merged = new MergedEvents()
    merged.addFromSocket(fromSocket('a', 'agent.response.delta', second, 'Hel'))
    merged.addFromSocket(fromSocket('b', 'agent.response.delta', second + 0.1, 'lo'))
    expect(merged.draft(run, 'agent.response')).toBe('Hello')
    merged.addStored(stored('1', 'agent.response', second + 0.3, 'Hello.'))
    merged.addFromSocket(fromSocket('c', 'agent.response.delta', second + 0.2, '.'))
    expect(merged.draft(run, 'agent.response')).toBeNull()
    merged.addFromSocket(fromSocket('d', 'agent.response.delta', second + 1, 'Next'))
    expect(merged.draft(run, 'agent.response')).toBe('Next')
    expect(merged.draft(run, 'agent.reasoning')).toBeNull()
    merged.addDelta({
      eventDatabaseId: 'e',
      eventType: 'agent.response.delta',
      groupText: 'agent',
      text: ' of it',
      content: {},
      runDatabaseId: run,
      agentName: null,
      createdAt: new Date((second + 2) * 1000).toISOString(),
    })
    expect(merged.draft(run, 'agent.response')).toBe('Next of it')
  })
})
