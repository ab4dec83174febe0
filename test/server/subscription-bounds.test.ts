import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { HeldMemory } from '../../src/server/subscriptions/held-memory.ts'

const subscriptionBytes = 1_000_000
const documentOf = (name: number | string) => parse(`subscription { s${name}: creditBalance { credits } }`)
const large = 'x'.repeat(200_000)

describe('the memory of subscriptions', () => {
  /** Holds subscriptions until one is refused; returns how many were held. */
  function fill(memory: HeldMemory, groupKey = 'key'): number {
    for (let held = 0; held < 10_000; held += 1) if (!memory.hold(documentOf(held), groupKey)) return held
    return 10_000
  }

  it('takes small ones beyond the maximum, up to as much again', () => {
    const memory = new HeldMemory({ subscriptionBytes })
    expect(memory.hold(documentOf('first'), large)).toBeDefined()
    expect(memory.hold(documentOf('second'), large)).toBeUndefined()
    const small = fill(memory)
    expect(small).toBeGreaterThan(50)
    expect(small).toBeLessThan(1_000)
  })

  it('takes further ones once some have ended', () => {
    const memory = new HeldMemory({ subscriptionBytes })
    const release = memory.hold(documentOf('first'), large)
    fill(memory)
    expect(memory.hold(documentOf('last'), 'key')).toBeUndefined()
    release?.()
    expect(memory.hold(documentOf('last'), 'key')).toBeDefined()
  })

  it('counts a document once for all its subscriptions', () => {
    const memory = new HeldMemory({ subscriptionBytes })
    const document = documentOf('shared')
    for (let n = 0; n < 5_000; n += 1) expect(memory.hold(document, 'key')).toBeDefined()
  })
})
