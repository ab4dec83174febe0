import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** Structural measures of an operation, independent of the schema. Fragments count at each spread. */
export type Measure = {
  readonly depth: number
  readonly aliases: number
  readonly directives: number
  /** Fields at this level. */
  readonly rootFields: number
  /** Fields and fragments at all levels. */
  readonly selections: number
  /** Fragments defined in the document. */
  readonly fragments: number
}

const nothing: Measure = { depth: 0, aliases: 0, directives: 0, rootFields: 0, selections: 0, fragments: 0 }

/**
 * Measures one operation, or returns the maximum over all operations of a document. Linear in the document's
 * length: each fragment is measured once, so that cycles and nested spreads cost no more.
 */
export function measure(document: DocumentNode, operation?: OperationDefinitionNode): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const one of document.definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one)
  const measured = new Map<string, Measure>()

  function ofFragment(name: string): Measure {
    const known = measured.get(name)
    if (known) return known
    // A placeholder ends the recursion in a cycle, which validation rejects.
    measured.set(name, nothing)
    const fragment = fragments.get(name)
    const made = fragment ? addDirectives(ofSelection(fragment.selectionSet), fragment) : nothing
    measured.set(name, made)
    return made
  }

  function ofSelection({ selections }: SelectionSetNode): Measure {
    const inside = selections.map((one) => addDirectives(ofPart(one), one)).reduce(both, nothing)
    return { ...inside, selections: inside.selections + selections.length }
  }

  function ofPart(one: SelectionSetNode['selections'][number]): Measure {
    if (one.kind === Kind.FRAGMENT_SPREAD) return ofFragment(one.name.value)
    if (one.kind === Kind.INLINE_FRAGMENT) return ofSelection(one.selectionSet)
    const inside = one.selectionSet ? ofSelection(one.selectionSet) : nothing
    const aliases = inside.aliases + (one.alias ? 1 : 0)
    return { ...inside, aliases, depth: inside.depth + 1, rootFields: 1 }
  }

  const operations = operation
    ? [operation]
    : document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
  const largest = operations
    .map((one) => addDirectives(ofSelection(one.selectionSet), one))
    .reduce(larger, nothing)
  return { ...largest, fragments: fragments.size }
}

function addDirectives(measure: Measure, { directives }: { directives?: readonly object[] }): Measure {
  return { ...measure, directives: measure.directives + (directives?.length ?? 0) }
}

const combined = (add: (a: number, b: number) => number) => (a: Measure, b: Measure) => ({
  depth: Math.max(a.depth, b.depth),
  aliases: add(a.aliases, b.aliases),
  directives: add(a.directives, b.directives),
  rootFields: add(a.rootFields, b.rootFields),
  selections: add(a.selections, b.selections),
  fragments: 0,
})

const both = combined((a, b) => a + b)
const larger = combined(Math.max)
