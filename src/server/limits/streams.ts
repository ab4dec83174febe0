import type { Plugin } from 'graphql-yoga'
import type { Limits } from '../../config/limits.ts'
import type { Context } from '../../schema/context.ts'
import { LimitError } from '../../schema/errors.ts'
import type { HttpRequestInfo } from '../request.ts'
import type { ConnectionLimiter } from './connections.ts'

/** Counts each event stream over HTTP with the sockets of its viewer. */
export function useStreamLimit(
  connectionLimiter: ConnectionLimiter,
  { viewerSockets }: Pick<Limits, 'viewerSockets'>,
): Plugin {
  return {
    onSubscribe({ args, setResultAndStopExecution }) {
      const { via, viewer, address, res } = args.contextValue as unknown as Context & HttpRequestInfo
      // One that is closed already would be counted for ever.
      if (via !== 'http' || res.destroyed || connectionLimiter(viewer?.id ?? address, res)) return
      const error = new LimitError('viewerSockets', viewerSockets, {
        status: 429,
        headers: { 'retry-after': '1' },
      })
      setResultAndStopExecution({ errors: [error] })
    },
  }
}
