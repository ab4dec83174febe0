import { BREAK, type DocumentNode, visit } from 'graphql'
import { reserve } from '../data/turns.ts'

/**
 * What an operation counts as that introspects: a turn of the event loop, since all of it is executed at once, for tens
 * of milliseconds.
 */
const introspectionUnits = 2_000_000

const known = new WeakMap<DocumentNode, boolean>()

/** Waits for a turn of the event loop that has room for the operation, if it introspects. */
export function reserveIntrospection(document: DocumentNode): Promise<void> | undefined {
  let introspects = known.get(document)
  if (introspects === undefined) {
    introspects = selectsSchema(document)
    known.set(document, introspects)
  }
  return introspects ? reserve(introspectionUnits) : undefined
}

function selectsSchema(document: DocumentNode): boolean {
  let isFound = false
  visit(document, {
    Field({ name: { value } }) {
      if (value !== '__schema' && value !== '__type') return undefined
      isFound = true
      return BREAK
    },
  })
  return isFound
}
