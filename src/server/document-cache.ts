import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import { documentCharacterUnits, documentUnits, reserve } from '../data/turns.ts'
import { cachedDocuments } from './diagnostics.ts'
import { estimateSize } from './document-size.ts'

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
      sizeCalculation: (document, text) => estimateSize(document, text.length),
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
