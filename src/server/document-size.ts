import { type DocumentNode, visit } from 'graphql'
import { listConditionVariables, maxPlans } from './execution/planned-executor.ts'

/** Approximate heap bytes per document node, and per node of a plan. */
const bytesPerNode = 350
const bytesPerPlannedNode = 350
/** Approximate heap bytes per document, in addition to its text (up to two bytes per character) and nodes. */
const bytesPerDocument = 4_000

/**
 * Estimates the heap bytes of a document, its costs and its plans; `length` is that of its text in characters. Each variable
 * in `@skip` or `@include` doubles the number of plans.
 */
export function estimateSize(document: DocumentNode, length = document.loc?.end ?? 0): number {
  let nodes = 0
  visit(document, {
    enter() {
      nodes += 1
    },
  })
  const plans = Math.min(2 ** listConditionVariables(document).length, maxPlans)
  return bytesPerDocument + 2 * length + nodes * (bytesPerNode + plans * bytesPerPlannedNode)
}
