import type { ObservedRequest } from '../diagnostics.ts'

/** Clients choose operation names, each of which is a time series: names beyond this number share one. */
const maxNames = 100
const maxNameLength = 80

/**
 * Returns a function that maps operation names to labels. A name is registered when a signed-in viewer first
 * gets a successful response, so that anonymous and failing requests cannot exhaust the names; all others are
 * `other`.
 */
export function createOperationLabels(max = maxNames): (request: ObservedRequest) => string {
  const known = new Set<string>()
  return ({ operation, outcome, viewer }) => {
    if (operation === undefined) return 'none'
    if (known.has(operation)) return operation
    if (known.size >= max || !viewer || outcome !== 'OK' || operation.length > maxNameLength) return 'other'
    known.add(operation)
    return operation
  }
}
