import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import type { Person } from './watching.ts'

/** One result of a subscription over an event stream. */
export type StreamResult = {
  readonly data?: Record<string, never> | null
  readonly errors?: { readonly message: string; readonly extensions: { readonly code: string } }[]
}

type StreamOptions = {
  readonly person?: Person | null
  readonly signal?: AbortSignal
  readonly onResult?: (result: StreamResult) => void
}

/** A subscription over Server-Sent Events, read as it comes. */
export class EventStream {
  readonly results: StreamResult[] = []
  readonly status: number
  readonly #onResult: (result: StreamResult) => void
  /** How it ended: with `event: complete`, or without. */
  readonly ended: Promise<'complete' | 'cut off'>

  private constructor(response: Response, onResult: (result: StreamResult) => void) {
    this.status = response.status
    this.#onResult = onResult
    this.ended = this.#read(response)
  }

  static async open(
    url: string,
    query: string,
    variables: object,
    { person = people.demo, signal, onResult = () => {} }: StreamOptions = {},
  ): Promise<EventStream> {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        ...(person && { authorization: `Bearer ${await signTokenFor(person)}` }),
        accept: 'text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query, variables }),
      signal,
    })
    return new EventStream(response, onResult)
  }

  async #read(response: Response): Promise<'complete' | 'cut off'> {
    let text = ''
    try {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk
        const events = text.split('\n\n')
        text = events.pop() ?? ''
        for (const event of events) {
          if (event.includes('event: complete')) return 'complete'
          const data = /^data: (.*)$/m.exec(event)?.[1]
          if (!data) continue
          this.results.push(JSON.parse(data))
          this.#onResult(JSON.parse(data))
        }
      }
    } catch {
      // The connection broke.
    }
    return 'cut off'
  }
}
