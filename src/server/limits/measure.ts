import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** What an operation's text asks for, whatever the schema: fragments count at each place that they are spread at. */
export type Measure = {
  readonly depth: number
  readonly aliases: number
  readonly directives: number
  /** Fields at this level. */
  readonly rootFields: number
  /** Fields and fragments, at every level. */
  readonly selections: number
  /** Fragments that the document defines. */
  readonly fragments: number
}

const nothing: Measure = { depth: 0, aliases: 0, directives: 0, rootFields: 0, selections: 0, fragments: 0 }

/**
 * The measures of one operation, or the largest of all operations of a document. Takes time linear in the document's length: a fragment is
 * measured once, so that neither cycles nor fragments that spread each other many times cost more.
 */
export function measure(document: DocumentNode, operation?: OperationDefinitionNode): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const one of document.definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one)
  const measured = new Map<string, Measure>()

  function ofFragment(name: string): Measure {
    const known = measured.get(name)
    if (known) return known
    // Stands for it while it is measured: a cycle ends here, and validation refuses it.
    measured.set(name, nothing)
    const fragment = fragments.get(name)
    const made = fragment ? plusDirectives(ofSelection(fragment.selectionSet), fragment) : nothing
    measured.set(name, made)
    return made
  }

  function ofSelection({ selections }: SelectionSetNode): Measure {
    const inside = selections.map((one) => plusDirectives(ofPart(one), one)).reduce(both, nothing)
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
    .map((one) => plusDirectives(ofSelection(one.selectionSet), one))
    .reduce(larger, nothing)
  return { ...largest, fragments: fragments.size }
}

function plusDirectives(measure: Measure, { directives }: { directives?: readonly object[] }): Measure {
  return { ...measure, directives: measure.directives + (directives?.length ?? 0) }
}

const combined = (add: (one: number, other: number) => number) => (one: Measure, other: Measure) => ({
  depth: Math.max(one.depth, other.depth),
  aliases: add(one.aliases, other.aliases),
  directives: add(one.directives, other.directives),
  rootFields: add(one.rootFields, other.rootFields),
  selections: add(one.selections, other.selections),
  fragments: 0,
})

const both = combined((one, other) => one + other)
const larger = combined(Math.max)
