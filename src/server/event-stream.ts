import type { ServerResponse } from 'node:http'
import type { Plugin } from 'graphql-yoga'
import { releaseBody } from './limits/received-bytes.ts'
import type { HttpRequestInfo } from './request.ts'

/**
 * Sets headers that make proxies forward each event immediately (nginx buffers and others compress by
 * default), and tracks open event streams in `streams`, because they never end by themselves.
 */
export function useEventStreams(streams: Set<ServerResponse>): Plugin<object, HttpRequestInfo> {
  return {
    onResponse({ response: { headers }, serverContext: { req, res } }) {
      if (!headers.get('content-type')?.startsWith('text/event-stream')) return
      headers.set('cache-control', 'no-cache, no-transform')
      headers.set('x-accel-buffering', 'no')
      // Yoga sends `none`, which is not a valid content coding.
      headers.delete('content-encoding')
      releaseBody(req)
      // The connection was closed while the stream started.
      if (res.destroyed) return
      streams.add(res)
      res.once('close', () => streams.delete(res))
    },
  }
}
