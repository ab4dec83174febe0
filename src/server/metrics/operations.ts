import type { ObservedRequest } from '../diagnostics.ts'

/** A client decides how many names there are, and each one is a time series: beyond so many they share one. */
const maxNames = 100
const maxNameLength = 80

/**
 * Names operations for labels. A name is taken up when a signed-in viewer first gets an answer under it, so that strangers
 * and failing requests cannot use the names up; all others are `other`.
 */
export function operationNames(most = maxNames): (request: ObservedRequest) => string {
  const known = new Set<string>()
  return ({ operation, outcome, viewer }) => {
    if (operation === undefined) return 'none'
    if (known.has(operation)) return operation
    if (known.size >= most || !viewer || outcome !== 'OK' || operation.length > maxNameLength) return 'other'
    known.add(operation)
    return operation
  }
}
