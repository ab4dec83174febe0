import type { Plugin } from '@envelop/core'
import type { Limits } from '../../config/limits.ts'
import { LimitError } from '../../errors/limit-error.ts'
import type { Context } from '../../schema/context.ts'
import type { HttpRequestInfo } from '../request.ts'
import type { ConnectionLimiter } from './connections.ts'

/** Counts event streams over HTTP together with the WebSockets of their viewer. */
export function useStreamLimit(
  connectionLimiter: ConnectionLimiter,
  { viewerSockets }: Pick<Limits, 'viewerSockets'>,
): Plugin {
  return {
    onSubscribe({ args, setResultAndStopExecution }) {
      const { via, viewer, address, res } = args.contextValue as unknown as Context & HttpRequestInfo
      // A closed response emits no further `close` and would be counted forever.
      if (via !== 'http' || res.destroyed || connectionLimiter(viewer?.id ?? address, res)) return
      const error = new LimitError('viewerSockets', viewerSockets, {
        status: 429,
        headers: { 'retry-after': '1' },
      })
      setResultAndStopExecution({ errors: [error] })
    },
  }
}
