import { describe, expect, it } from 'vitest'
import { Cursors, InvalidCursorError } from '../../src/data/batching/cursor.ts'
import { type Position, readPosition, writePosition } from '../../src/live/position.ts'

const at = '2026-01-01T00:00:00.000Z'
const witness = {
  xid: 725,
  place: ['2026-01-01T00:00:01.000Z', 1, 'witness'],
  concurrent: [724, 719, 3],
} as const
const position: Position = {
  database: '1/2/3',
  lifetime: 'a/0',
  flushed: 123_456,
  at,
  before: { horizon: 700, xids: [702, 710], recent: [], floor: '-infinity' },
  upTo: { horizon: 720, xids: [721], recent: [725, 726], floor: at },
  witness,
  place: ['2026-01-01T00:00:02.000Z', 2, 'key'],
  status: 'running',
  ended: false,
  removed: false,
}

describe('the cursor of a position', () => {
  const cursors = new Cursors('secret')

  it.each<[string, Partial<Position>]>([
    ['in the middle of a log', {}],
    ['of a reader that has had the end', { ended: true }],
    ['of a reader that was told that its row is gone', { removed: true }],
    ['of a log without rows', { witness: null }],
    ['of a reader that found one transaction', { witness: { ...witness, concurrent: [] } }],
    ['of a log without a status', { status: '' }],
  ])('is read as it was written: %s', (_, part) => {
    const written = { ...position, ...part }
    expect(readPosition(cursors, 'run:a', writePosition(cursors, 'run:a', written))).toEqual(written)
  })

  it('is refused by another log, and by a gateway with another secret', () => {
    const cursor = writePosition(cursors, 'run:a', position)
    expect(() => readPosition(cursors, 'run:b', cursor)).toThrow(InvalidCursorError)
    expect(() => readPosition(new Cursors('other'), 'run:a', cursor)).toThrow(InvalidCursorError)
  })

  it('is read as an earlier version wrote it', () => {
    const order = { key: 'live:run:a' }
    const parts = cursors.decode(order, writePosition(cursors, 'run:a', position))
    const earlier = cursors.encode(order, parts.slice(0, -1))
    expect(readPosition(cursors, 'run:a', earlier)).toEqual({
      ...position,
      witness: { ...witness, concurrent: [] },
    })
  })

  it('is no cursor of a list with the same name', () => {
    expect(() => cursors.decode({ key: 'run:a' }, writePosition(cursors, 'run:a', position))).toThrow(
      InvalidCursorError,
    )
  })
})
