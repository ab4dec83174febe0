import type { GraphQLError } from 'graphql'
import { limits as descriptions, type LimitName, type Limits } from '../config/limits.ts'
import { ClientError, type Location, ServiceUnavailableError } from './client-errors.ts'

/**
 * Rejects a request that exceeds a limit of `src/config/limits.ts`, and names the limit. `http` sets the
 * response's status and headers.
 */
export class LimitError extends ClientError {
  readonly limit: LimitName

  constructor(
    limit: LimitName,
    bound: number,
    http?: GraphQLError['extensions']['http'],
    location?: Location,
  ) {
    super(
      'LIMIT_EXCEEDED',
      formatLimitMessage(limit, bound),
      { limit, bound, ...(http && { http }) },
      location,
    )
    this.limit = limit
  }
}

/** All requests together exceed `heldBytes`: the same request may succeed later. */
export function createOverloadError({ heldBytes }: Pick<Limits, 'heldBytes'>, location?: Location) {
  return new ServiceUnavailableError(
    formatLimitMessage('heldBytes', heldBytes),
    { limit: 'heldBytes' },
    location,
  )
}

/** Returns the message for clients that exceed a limit. */
export function formatLimitMessage(limit: LimitName, bound: number): string {
  return descriptions[limit].message(bound.toLocaleString('en'))
}
