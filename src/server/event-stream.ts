import type { ServerResponse } from 'node:http'
import type { Plugin } from 'graphql-yoga'
import type { HttpRequestInfo } from './request.ts'

/**
 * Sends event streams so that proxies pass on each event as it comes (nginx buffers answers by default, others compress
 * them), and notes them in `streams` while they are open: they would never finish by themselves.
 */
export function useEventStreams(streams: Set<ServerResponse>): Plugin<object, HttpRequestInfo> {
  return {
    onResponse({ response: { headers }, serverContext: { res } }) {
      if (!headers.get('content-type')?.startsWith('text/event-stream')) return
      headers.set('cache-control', 'no-cache, no-transform')
      headers.set('x-accel-buffering', 'no')
      // Yoga says `none`, which is no encoding that HTTP knows.
      headers.delete('content-encoding')
      // It was closed while the stream began.
      if (res.destroyed) return
      streams.add(res)
      res.once('close', () => streams.delete(res))
    },
  }
}
