import { GatewayError } from '@ii-agent/gateway-client'

/** Whether an error passes by itself: the gateway is away, or cannot answer at the moment. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof GatewayError)) return false
  const { code, status = 0, retryAfterMs } = error
  if (retryAfterMs !== undefined || code === 'NETWORK' || code === 'SERVICE_UNAVAILABLE') return true
  return code === 'BAD_RESPONSE' && status >= 500
}

/** Whether an id leads to nothing, or to nothing that the viewer may see: these cannot be told apart. */
export const isMissing = (error: unknown) =>
  error instanceof GatewayError && ['NOT_FOUND', 'BAD_USER_INPUT'].includes(error.code)
