import { type DocumentNode, visit } from 'graphql'
import { LRUCache } from 'lru-cache'
import { documentCharacterUnits, documentUnits, reserve } from '../data/turns.ts'
import { cachedDocuments } from './diagnostics.ts'
import { conditionsIn, maxPlans } from './execution/planned-executor.ts'

/** Approximate heap bytes per document node, and per node of a plan. */
const bytesPerNode = 350
const bytesPerPlannedNode = 350
/** Approximate heap bytes per document, in addition to its text (up to two bytes per character) and nodes. */
const bytesPerDocument = 4_000

/**
 * Caches parsed and validated documents by their text. Documents of the manifest are always kept; all others
 * share a byte budget with LRU eviction, and one larger than an eighth of it is not cached. Costs and plans
 * live as long as their document.
 */
export class DocumentCache {
  readonly #trusts: (text: string) => boolean
  readonly #trusted = new Map<string, DocumentNode>()
  readonly #others: LRUCache<string, DocumentNode>
  readonly #maxLength: number

  /** Texts of more than `maxLength` characters are refused before they are parsed, unless `trusts` knows them. */
  constructor(maxBytes: number, trusts: (text: string) => boolean, maxLength = Number.POSITIVE_INFINITY) {
    this.#maxLength = maxLength
    this.#trusts = trusts
    this.#others = new LRUCache({
      maxSize: maxBytes,
      maxEntrySize: maxBytes / 8,
      sizeCalculation: (document, text) => estimateSize(text, document),
    })
  }

  get(text: string): DocumentNode | undefined {
    return this.#trusted.get(text) ?? this.#others.get(text)
  }

  /** Reserves a turn of the event loop for parsing and validating a text, unless that was done: see `reserve`. */
  reserveTurn(text: string): Promise<void> | undefined {
    if (this.get(text)) return undefined
    return reserve(documentUnits + Math.min(text.length, this.#maxLength) * documentCharacterUnits)
  }

  /** Caches a validated document. */
  keep(text: string, document: DocumentNode): void {
    if (this.#trusts(text)) this.#trusted.set(text, document)
    else this.#others.set(text, document)
    if (cachedDocuments.hasSubscribers) cachedDocuments.publish(this.#others.calculatedSize)
  }
}

/**
 * Estimates the bytes of a document with its costs and plans. Each variable in `@skip` or `@include` doubles
 * the number of plans.
 */
function estimateSize(text: string, document: DocumentNode): number {
  let nodes = 0
  visit(document, {
    enter() {
      nodes += 1
    },
  })
  const plans = Math.min(2 ** conditionsIn(document).length, maxPlans)
  return bytesPerDocument + 2 * text.length + nodes * (bytesPerNode + plans * bytesPerPlannedNode)
}
