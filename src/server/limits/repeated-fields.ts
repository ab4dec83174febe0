import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql'

/** Comparing two plain fields takes a fifth to a tenth of the time of others. */
const plainShare = 1 / 5
/** Maximum number of pairs of fields at the same response path: one field with arguments 141 times, a plain one 316 times. */
const maxPairsAtPath = 10_000
/** Maximum number of pairs of fields with the same response name that may meet through fragments: one name 173 times. */
const maxPairsOfName = 15_000

/** The fields at one response path: how many, also as shares, and those inside. */
class Path {
  fields = 0
  shares = 0
  readonly #inside = new Map<string, Path>()

  at(name: string): Path {
    let path = this.#inside.get(name)
    if (!path) {
      path = new Path()
      this.#inside.set(name, path)
    }
    return path
  }
}

/** Counts the pairs of fields of a document that graphql-js may compare. */
class PairCounter {
  atPath = 0
  ofName = 0
  /** Fields of all fragments, by response name. */
  readonly #inFragments = new Map<string, number>()
  readonly #fragments = new Path()

  addFragment(type: string, selections: SelectionSetNode): void {
    this.#add(selections, this.#fragments.at(type), true)
  }

  /** Adds an operation, whose fields meet others of its own at the same path alone, and those of all fragments; after all fragments. */
  addOperation(selections: SelectionSetNode): void {
    this.#add(selections, new Path(), false)
  }

  #add({ selections }: SelectionSetNode, path: Path, isFragment: boolean): void {
    for (const one of selections) {
      if (one.kind === Kind.INLINE_FRAGMENT) this.#add(one.selectionSet, path, isFragment)
      if (one.kind !== Kind.FIELD) continue
      const name = (one.alias ?? one.name).value
      const field = path.at(name)
      const plain = isPlain(one)
      this.atPath += plain ? field.shares : field.fields
      field.fields += 1
      field.shares += plain ? plainShare : 1
      if (!plain) {
        const others = this.#inFragments.get(name) ?? 0
        this.ofName += others
        if (isFragment) this.#inFragments.set(name, others + 1)
      }
      if (one.selectionSet) this.#add(one.selectionSet, field, isFragment)
    }
  }
}

const isPlain = ({ alias, arguments: given, selectionSet }: FieldNode) =>
  !alias && !given?.length && !selectionSet

/**
 * True if a document selects the same fields so often that validation would be slow: whether fields can be merged,
 * graphql-js finds by comparing each pair in up to 1.6 µs, and ends after 250,000 pairs. Linear in the document's length:
 * spreads are not followed; fragments on one type count as selected together, whether they are used or not.
 */
export function repeatsFields({ definitions }: DocumentNode): boolean {
  const pairs = new PairCounter()
  for (const one of definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION)
      pairs.addFragment(one.typeCondition.name.value, one.selectionSet)
  for (const one of definitions)
    if (one.kind === Kind.OPERATION_DEFINITION) pairs.addOperation(one.selectionSet)
  return pairs.atPath > maxPairsAtPath || pairs.ofName > maxPairsOfName
}
