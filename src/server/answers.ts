import type { ExecutionResult } from 'graphql'
import { type FetchAPI, isAsyncIterable, type Plugin, processRegularResult } from 'graphql-yoga'
import { encodeText } from './encode-in-turns.ts'
import { hasSerializedData, type SerializedData } from './serialize.ts'

type ResultProcess = Parameters<NonNullable<Plugin['onResultProcess']>>[0]
type ResultProcessor = NonNullable<ResultProcess['resultProcessor']>

/** The answer to a request, encoded. */
type EncodedAnswer = {
  readonly status: number
  readonly headers: Headers
  readonly body: Buffer<ArrayBuffer>
}

/** Encodes a large result in turns of the event loop, with the status and headers that Yoga gives it. */
export async function encodeAnswer(
  result: SerializedData,
  fetchAPI: FetchAPI,
  mediaType: string,
): Promise<EncodedAnswer> {
  let final: ExecutionResult = result
  const stringify = (formatted: ExecutionResult) => {
    final = formatted
    return ''
  }
  const { status, headers } = processRegularResult({ ...result, stringify }, fetchAPI, mediaType)
  return { status, headers, body: await result.encode(final) }
}

/** Encodes large results and events in turns of the event loop. Yoga encodes each at once. */
export function useEncodingInTurns(): Plugin {
  return {
    onResultProcess({ request, result, resultProcessor, setResultProcessor }) {
      if (!resultProcessor) return
      // The one that was negotiated.
      const mediaType = request.headers.get('accept')?.split(',')[0] ?? ''
      if (isAsyncIterable(result) || mediaType === 'text/event-stream')
        setResultProcessor(encodeEvents(resultProcessor), mediaType)
      else if (hasSerializedData(result)) setResultProcessor(processLargeResult, mediaType)
    },
  }
}

const processLargeResult: ResultProcessor = async (result, fetchAPI, mediaType) => {
  const { status, headers, body } = await encodeAnswer(result as SerializedData, fetchAPI, mediaType)
  return new fetchAPI.Response(body, { status, headers })
}

/** Returns Yoga's processor of event streams with an encoder that leaves texts to its stream, which encodes them in turns. */
function encodeEvents(processor: ResultProcessor): ResultProcessor {
  return (result, fetchAPI, mediaType) =>
    processor(
      result,
      { ...fetchAPI, TextEncoder: TextKeeper, ReadableStream: encodingStream(fetchAPI) },
      mediaType,
    )
}

class TextKeeper extends TextEncoder {
  override encode(text: string): never {
    return text as never
  }
}

type Chunk = string | Uint8Array

/** Returns a stream that is given texts. What is taken at once is one chunk, so that no ping comes in between. */
function encodingStream({ ReadableStream }: FetchAPI): FetchAPI['ReadableStream'] {
  function EncodingStream({ start, pull, cancel }: UnderlyingDefaultSource<Chunk>): object {
    const source: UnderlyingDefaultSource<Chunk> = {
      start,
      cancel,
      async pull(controller) {
        let text = ''
        let isClosed = false
        await pull?.({
          desiredSize: controller.desiredSize,
          enqueue: (more = '') => {
            text += more
          },
          close: () => {
            isClosed = true
          },
          error: (error) => controller.error(error),
        })
        if (text !== '') controller.enqueue(await encodeText(text))
        if (isClosed) controller.close()
      },
    }
    return new ReadableStream(source)
  }
  return EncodingStream as never
}
