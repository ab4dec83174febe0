import { createHmac, timingSafeEqual } from 'node:crypto'

/** Thrown for a cursor that this gateway did not make, or made for another list. */
export class InvalidCursorError extends Error {}

const macLength = 9

/**
 * Opaque cursors: the order's name and a place in it, signed, so that only cursors handed out for this very order are
 * accepted. They hold for every instance that has the same secret, and outlive the row they were made of.
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

  /** The place in this order that the cursor stands for. */
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
