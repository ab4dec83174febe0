import { graphql, HttpResponse, type RequestHandler } from 'msw'
import type { Answer, FindScript, Script } from './script.ts'

/** Answers operations over HTTP: subscriptions as event streams (`createClient({ webSocket: false })`), others as JSON. */
export const createHttpHandler = (find: FindScript): RequestHandler =>
  graphql.operation(async ({ operationName = '', variables, request }) => {
    const script = find(operationName)
    if (!script) return
    if (script.isStream) {
      const body = streamAnswers(script, variables, request.signal)
      // The types of MSW know no event streams.
      return new HttpResponse(body, {
        headers: { 'content-type': 'text/event-stream' },
      }) as unknown as HttpResponse<Answer>
    }
    for await (const answer of script.answers(variables)) return Response.json(answer) as HttpResponse<Answer>
  })

function streamAnswers(
  { answers, isComplete }: Script,
  variables: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async start(controller) {
      const send = (event: string, data: string) =>
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${data}\n\n`))
      for await (const answer of answers(variables)) {
        if (signal.aborted) return
        send('next', JSON.stringify(answer))
      }
      if (!isComplete || signal.aborted) return
      send('complete', '')
      controller.close()
    },
  })
}
