import { Socket } from 'node:net'
import { vi } from 'vitest'

/** Records the longest text that is encoded, or left to the connection to encode, until mocks are restored. */
export function recordEncoded(): { longest: number } {
  const recorded = { longest: 0 }
  const record = (text: unknown) => {
    if (typeof text === 'string') recorded.longest = Math.max(recorded.longest, text.length)
  }
  const { from } = Buffer
  vi.spyOn(Buffer, 'from').mockImplementation((...args: unknown[]) => {
    record(args[0])
    return Reflect.apply(from, Buffer, args)
  })
  const writers = [Buffer.prototype, Socket.prototype] as { write(...args: unknown[]): unknown }[]
  for (const prototype of writers) {
    const { write } = prototype
    vi.spyOn(prototype, 'write').mockImplementation(function (this: unknown, ...args) {
      record(args[0])
      return Reflect.apply(write, this, args)
    })
  }
  const { encode } = TextEncoder.prototype
  vi.spyOn(TextEncoder.prototype, 'encode').mockImplementation(function (this: TextEncoder, text) {
    record(text)
    return Reflect.apply(encode, this, [text])
  })
  return recorded
}
