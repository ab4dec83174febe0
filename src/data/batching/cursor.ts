import { createHmac, timingSafeEqual } from 'node:crypto'

/** Thrown for a cursor that was not signed by this gateway, or belongs to another list. */
export class InvalidCursorError extends Error {}

const macLength = 9

/**
 * Encodes and decodes opaque cursors: the order's name and a keyset, signed with an HMAC, so that only
 * cursors issued for the same order are accepted. They are valid on every instance with the same secret, also
 * after their row is deleted.
 */
export class Cursors {
  readonly #secret: string

  constructor(secret: string) {
    this.#secret = secret
  }

  encode(order: { readonly key: string }, place: readonly string[]): string {
    const body = Buffer.from(JSON.stringify([order.key, ...place]))
    return Buffer.concat([this.#mac(body), body]).toString('base64url')
  }

  /** Returns the keyset of a cursor of this order. Throws `InvalidCursorError`. */
  decode(order: { readonly key: string }, cursor: string): string[] {
    const bytes = Buffer.from(cursor, 'base64url')
    const body = bytes.subarray(macLength)
    if (body.length === 0 || !timingSafeEqual(bytes.subarray(0, macLength), this.#mac(body))) {
      throw new InvalidCursorError(
        'The cursor is not one of this gateway’s. Pass cursors on as they were given.',
      )
    }
    const [key, ...place] = JSON.parse(body.toString()) as string[]
    if (key !== order.key)
      throw new InvalidCursorError('The cursor belongs to another list or another order.')
    return place
  }

  #mac(body: Buffer): Buffer {
    return createHmac('sha256', this.#secret).update(body).digest().subarray(0, macLength)
  }
}
