import type { IncomingMessage, ServerResponse } from 'node:http'
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { type ObservedStatement, statements } from '../data/diagnostics.ts'
import type { WrapExecute } from './execution/execute.ts'
import { describeOperation, selectOperation } from './operation.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** The tracing of a process. */
export type Tracing = {
  /** Executes each operation inside a span of its own. */
  readonly wrapExecute: WrapExecute
  /** Handles each request inside its own span, which continues the caller's trace. */
  wrap(handler: Handler): Handler
  /** Exports pending spans. */
  close(): Promise<void>
}

/**
 * Starts OpenTelemetry traces of HTTP requests, executions and statements, exported as the OTEL_ variables
 * configure. Statements are recorded without their values.
 */
export function startTracing(): Tracing {
  const resource = resourceFromAttributes({ 'service.name': 'ii-agent-gateway' }).merge(
    detectResources({ detectors: [envDetector] }),
  )
  const provider = new NodeTracerProvider({
    resource: defaultResource().merge(resource),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  provider.register()
  const tracer = provider.getTracer('ii-agent-gateway')
  const noteStatement = (message: unknown) => {
    const { text, sentAt, failed } = message as ObservedStatement
    const verb = /^\w+/.exec(text)?.[0]?.toLowerCase() ?? 'statement'
    const span = tracer.startSpan(`postgresql ${verb}`, {
      kind: SpanKind.CLIENT,
      startTime: performance.timeOrigin + sentAt,
      attributes: { 'db.system.name': 'postgresql', 'db.query.text': text },
    })
    if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end()
  }
  statements.subscribe(noteStatement)

  const wrapExecute: WrapExecute = (execute) => (args) => {
    const operation = selectOperation(args)
    const name = operation ? describeOperation(operation) : 'graphql'
    return tracer.startActiveSpan(name, async (span) => {
      try {
        const result = await execute(args)
        if (result.errors) span.setStatus({ code: SpanStatusCode.ERROR })
        return result
      } finally {
        span.end()
      }
    })
  }

  return {
    wrapExecute,
    wrap: (handler) => (request, response) => {
      const parent = propagation.extract(context.active(), request.headers)
      const { method = '', url = '' } = request
      const path = url.split('?', 1)[0]
      const attributes = { 'http.request.method': method, 'url.path': path }
      const span = tracer.startSpan(`${method} ${path}`, { kind: SpanKind.SERVER, attributes }, parent)
      response.once('close', () => {
        span.setAttribute('http.response.status_code', response.statusCode)
        if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
        span.end()
      })
      const inside = trace.setSpan(parent, span)
      // Events of the body are emitted by the connection, outside of the request's trace.
      context.with(inside, handler, undefined, context.bind(inside, request), response)
    },
    async close() {
      statements.unsubscribe(noteStatement)
      await provider.shutdown()
      trace.disable()
      context.disable()
      propagation.disable()
    },
  }
}
