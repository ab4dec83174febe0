/** Whoever asked has left: nobody waits for the answer. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError'

  constructor() {
    super('The request was cancelled by its client.')
  }
}

/** Whether a request goes on. Cheaper than an `AbortController`, as every request has one and few are cancelled. */
export class Cancellation {
  #listeners: Set<() => void> | undefined
  #isCancelled = false

  get isCancelled(): boolean {
    return this.#isCancelled
  }

  cancel(): void {
    if (this.#isCancelled) return
    this.#isCancelled = true
    const listeners = this.#listeners ?? []
    this.#listeners = undefined
    for (const listener of listeners) listener()
  }

  /** Calls `listener` when the request is cancelled, at once where it was, unless the returned function is called before. */
  onCancel(listener: () => void): () => void {
    if (this.#isCancelled) listener()
    else {
      this.#listeners ??= new Set()
      this.#listeners.add(listener)
    }
    return () => void this.#listeners?.delete(listener)
  }

  throwIfCancelled(): void {
    if (this.#isCancelled) throw new CancelledError()
  }
}
