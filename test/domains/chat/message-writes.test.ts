import { describe, expect, it } from 'vitest'
import { sessions } from '../../../src/demo/identities.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { testDatabases } from '../../support/database.ts'
import { type Outcome, setUpWriters } from '../../support/writes.ts'

const aMessage = 'chatMessage { databaseId } session { databaseId }'
const keyOf = ({ chatMessage }: Outcome) => (chatMessage as { databaseId: string }).databaseId

describe.each(testDatabases)('writes of messages, on $kind', ({ open }) => {
  const { database, demo, maria } = setUpWriters(open)

  const newChat = async () => {
    const outcome = await demo.write('createSession', { kind: 'CHAT' }, 'session { databaseId }')
    return (outcome.session as { databaseId: string }).databaseId
  }
  const append = async (sessionId: string, text: string, more: object = {}) =>
    keyOf(await demo.write('appendMessage', { sessionId, text, ...more }, aMessage))
  const messagesOf = async (sessionId: string) => {
    const rows = await database.query<{ id: string }>(
      'select id from chat_messages where session_id = $1 order by created_at, id',
      [sessionId],
    )
    return rows.map(({ id }) => id)
  }
  const summariesOf = async (sessionId: string) => {
    const rows = await database.query<{ text: string }>(
      'select summary_text as text from chat_summaries where session_id = $1 order by text',
      [sessionId],
    )
    return rows.map(({ text }) => text)
  }
  /** A chat of five messages, with a summary up to the second, one up to the fourth, and one up to a lost one. */
  const chatWithSummaries = async () => {
    const sessionId = await newChat()
    const ids: string[] = []
    for (const text of ['1', '2', '3', '4', '5']) ids.push(await append(sessionId, text))
    for (const [text, end] of Object.entries({ 'up to 2': ids[1], 'up to 4': ids[3], lost: uuid('lost') })) {
      await database.query(
        `insert into chat_summaries (session_id, summary_text, end_message_id, original_tokens, summary_tokens,
compression_ratio, model_id) values ($1, $2, $3, 10, 1, 0.1, 'm')`,
        [sessionId, text, end],
      )
    }
    return { sessionId, ids }
  }

  it('appends what a user says, to the last character, and tells the session', async () => {
    const sessionId = await newChat()
    const first = await append(sessionId, 'Hello')
    const text = '  <script>alert(1)</script>\n\ttabs \u202E and 🍞 '
    const id = await append(sessionId, text, {
      parentMessageId: first,
      fileIds: [uuid('asset chart'), uuid('asset sales'), uuid('asset chart')],
      model: 'gpt-5.1',
    })
    const [row] = await database.query(
      `select m.*, s.last_message_at = m.created_at or s.last_message_at <= m.created_at as told
from chat_messages m join sessions s on s.id = m.session_id where m.id = $1`,
      [id],
    )
    expect(row).toMatchObject({
      session_id: sessionId,
      role: 'user',
      content: [{ type: 'text', text }],
      file_ids: [uuid('asset chart'), uuid('asset sales')],
      parent_message_id: first,
      model: 'gpt-5.1',
      is_finished: true,
      usage: null,
      told: true,
    })
    expect(await messagesOf(sessionId)).toEqual([first, id])
  })

  it('keeps the order and the number of many that come at once', async () => {
    const sessionId = await newChat()
    const ids = await Promise.all(Array.from({ length: 20 }, (_, i) => append(sessionId, `say ${i}`)))
    expect(new Set(await messagesOf(sessionId))).toEqual(new Set(ids))
    const [row] = await database.query(
      `select count(distinct created_at)::int as moments, (select version from sessions where id = $1) as version
from chat_messages where session_id = $1`,
      [sessionId],
    )
    expect(row).toEqual({ moments: 20, version: '20' })
  })

  it('appends once for one key', async () => {
    const input = { sessionId: await newChat(), text: 'Once', idempotencyKey: 'message' }
    const outcomes = await Promise.all([1, 2, 3].map(() => demo.write('appendMessage', input, aMessage)))
    expect(new Set(outcomes.map(keyOf)).size).toBe(1)
    expect(await messagesOf(input.sessionId)).toHaveLength(1)
  })

  it('refuses what is foreign, and leaves nothing behind', async () => {
    const sessionId = await newChat()
    const elsewhere = await append(await newChat(), 'in another session')
    const foreign = [
      { sessionId: sessions.mariaPublic },
      { sessionId: sessions.deleted },
      { sessionId: 'nonsense' },
      { parentMessageId: elsewhere },
      { parentMessageId: uuid('no message') },
      { fileIds: [uuid('asset chart'), uuid('asset maria public')] },
      { fileIds: ['nonsense'] },
    ]
    for (const more of foreign) {
      const outcome = await demo.write('appendMessage', { sessionId, text: 'x', ...more })
      expect(outcome.__typename, JSON.stringify(more)).toBe('NotFoundError')
    }
    expect(await messagesOf(sessionId)).toEqual([])
    const [row] = await database.query('select version, last_message_at from sessions where id = $1', [
      sessionId,
    ])
    expect(row).toEqual({ version: '0', last_message_at: null })
  })

  it('names every problem at once', async () => {
    const many = Array.from({ length: 10_000 }, () => uuid('asset chart'))
    const outcome = await demo.write('appendMessage', {
      sessionId: sessions.analysis,
      text: ' \n ',
      fileIds: many,
      model: 'two\nlines',
    })
    const issues = outcome.issues as { path: string }[]
    expect(new Set(issues.map(({ path }) => path))).toEqual(new Set(['text', 'fileIds', 'model']))
    for (const text of ['x'.repeat(100_001), 'a\u0000b', '\udc00']) {
      const wrong = await demo.write('appendMessage', { sessionId: sessions.analysis, text })
      expect(wrong).toMatchObject({ __typename: 'ValidationError', issues: [{ path: 'text' }] })
    }
  })

  it('deletes one message, and every summary that tells of it', async () => {
    const { sessionId, ids } = await chatWithSummaries()
    const outcome = await demo.write('deleteMessage', { id: ids[2] }, 'deletedId session { databaseId }')
    expect(outcome).toMatchObject({ session: { databaseId: sessionId } })
    expect(await messagesOf(sessionId)).toEqual(ids.filter((_, i) => i !== 2))
    expect(await summariesOf(sessionId)).toEqual(['up to 2'])
    expect((await demo.write('deleteMessage', { id: ids[2] })).__typename).toBe('NotFoundError')
  })

  it('deletes from one message on', async () => {
    const { sessionId, ids } = await chatWithSummaries()
    const outcome = await demo.write('deleteMessagesFrom', { id: ids[3] }, 'deletedCount')
    expect(outcome).toMatchObject({ deletedCount: 2 })
    expect(await messagesOf(sessionId)).toEqual(ids.slice(0, 3))
    expect(await summariesOf(sessionId)).toEqual(['up to 2'])
  })

  it('clears a chat and nothing else', async () => {
    const [{ sessionId }, other] = [await chatWithSummaries(), await chatWithSummaries()]
    expect(await demo.write('clearMessages', { sessionId }, 'deletedCount')).toMatchObject({
      deletedCount: 5,
    })
    expect(await demo.write('clearMessages', { sessionId }, 'deletedCount')).toMatchObject({
      deletedCount: 0,
    })
    expect([await messagesOf(sessionId), await summariesOf(sessionId)]).toEqual([[], []])
    expect(await messagesOf(other.sessionId)).toHaveLength(5)
    expect(await summariesOf(other.sessionId)).toHaveLength(3)
  })

  it('lets only the owner delete, even in a public session', async () => {
    await database.query('update sessions set is_public = true where id = $1', [sessions.analysis])
    const before = await messagesOf(sessions.analysis)
    for (const id of before) {
      expect((await maria.write('deleteMessage', { id })).__typename).toBe('NotFoundError')
      expect((await maria.write('deleteMessagesFrom', { id })).__typename).toBe('NotFoundError')
    }
    expect((await maria.write('clearMessages', { sessionId: sessions.analysis })).__typename).toBe(
      'NotFoundError',
    )
    expect(await messagesOf(sessions.analysis)).toEqual(before)
  })
})
