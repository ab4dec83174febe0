import { describe, expect, it } from 'vitest'
import type { Queryable } from '../../../src/data/database.ts'
import { waitUntilVisible } from '../../../src/live/capture/visible.ts'

const never = new AbortController().signal

/** A server that reports these snapshots one after the other, the last one for ever. */
function serverOf(...snapshots: readonly string[]) {
  const server = { reads: 0, statements: new Map<string, string>() }
  const query = async (statement: { readonly name: string; readonly text: string }) => {
    server.statements.set(statement.name, statement.text)
    const snapshot = snapshots[Math.min(server.reads, snapshots.length - 1)]
    server.reads += 1
    return [{ snapshot }]
  }
  return Object.assign(server, { sql: { query } as unknown as Queryable })
}

/** Returns the number of snapshots that were read until all transactions were visible. */
async function readsUntil(xids: readonly number[], ...snapshots: readonly string[]): Promise<number> {
  const server = serverOf(...snapshots)
  await waitUntilVisible(server.sql, xids, never)
  return server.reads
}

const epoch = 2n ** 32n

describe('waitUntilVisible', () => {
  it('resolves at once if all transactions are in the snapshot', async () => {
    expect(await readsUntil([705, 709], '700:710:')).toBe(1)
    expect(await readsUntil([705, 709], '700:710:703,706')).toBe(1)
    expect(await readsUntil([500], '700:710:703')).toBe(1)
    expect(await readsUntil([], '700:710:703')).toBe(1)
  })

  it('waits while one of them is in progress', async () => {
    expect(await readsUntil([705], '700:710:703,705', '705:710:705', '710:710:')).toBe(3)
    expect(await readsUntil([702, 703], '700:710:703', '710:710:')).toBe(2)
  })

  it('waits while one of them has not begun for the server', async () => {
    expect(await readsUntil([710], '700:710:', '711:711:')).toBe(2)
    expect(await readsUntil([702, 715], '700:710:', '716:716:')).toBe(2)
  })

  it('knows the ids after the counter of 32 bits has begun again', async () => {
    const at = (offset: bigint) => String(3n * epoch + offset)
    // In this epoch.
    expect(await readsUntil([705], `${at(700n)}:${at(710n)}:${at(705n)}`, `${at(710n)}:${at(710n)}:`)).toBe(2)
    // Before and after its end.
    const last = 2 ** 32 - 2
    expect(await readsUntil([last], `${at(-5n)}:${at(3n)}:`)).toBe(1)
    expect(await readsUntil([last], `${at(-5n)}:${at(3n)}:${at(-2n)}`, `${at(3n)}:${at(3n)}:`)).toBe(2)
    expect(await readsUntil([4], `${at(-5n)}:${at(-1n)}:`, `${at(5n)}:${at(5n)}:`)).toBe(2)
    // Where the id comes as a signed number.
    expect(await readsUntil([last | 0], `${at(-5n)}:${at(3n)}:${at(-2n)}`, `${at(3n)}:${at(3n)}:`)).toBe(2)
  })

  it('knows ids beyond the precision of a number', async () => {
    const at = (offset: bigint) => String(2_500_000n * epoch + offset)
    expect(await readsUntil([705], `${at(700n)}:${at(710n)}:${at(705n)}`, `${at(710n)}:${at(710n)}:`)).toBe(2)
    expect(await readsUntil([704], `${at(700n)}:${at(710n)}:${at(705n)}`)).toBe(1)
  })

  it('asks less often the longer it waits', async () => {
    const server = serverOf('700:710:705')
    const abort = new AbortController()
    const waiting = waitUntilVisible(server.sql, [705], abort.signal).catch((error: Error) => error.name)
    await new Promise((resolve) => setTimeout(resolve, 600))
    abort.abort()
    expect(await waiting).toBe('AbortError')
    // 1, 2, 4 … milliseconds up to 100.
    expect(server.reads).toBeGreaterThan(5)
    expect(server.reads).toBeLessThan(25)
  })

  it('asks by one prepared statement', async () => {
    const server = serverOf('700:710:705', '710:710:')
    await waitUntilVisible(server.sql, [705], never)
    const [[name, text] = []] = [...server.statements]
    expect(server.statements.size).toBe(1)
    expect(name).toBeTruthy()
    expect(text).toContain('pg_current_snapshot()')
  })

  it('rejects when it is aborted', async () => {
    const abort = new AbortController()
    abort.abort()
    await expect(waitUntilVisible(serverOf('700:710:705').sql, [705], abort.signal)).rejects.toThrow(/abort/)
  })
})
