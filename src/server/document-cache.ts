import { type DocumentNode, visit } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import { cachedDocuments } from './diagnostics.ts'
import { conditionsIn, maxPlans } from './execution/planned-executor.ts'

/** Bytes that V8 keeps for a node of a document: the node and its place in the text, and its part of one plan. */
const bytesPerNode = 350
const bytesPerPlannedNode = 350
/** Beside the text, which may take two bytes a character, and the nodes. */
const bytesPerDocument = 4_000

/**
 * Documents that were parsed and found valid, by their text. Those of the manifest have a place of their own; of all
 * others together so many bytes are kept, the least recently used are dropped first, and one that takes more than an
 * eighth of that is not kept at all. Costs and plans are kept for as long as their document.
 */
export class DocumentCache {
  readonly #trusts: (text: string) => boolean
  readonly #trusted = new Map<string, DocumentNode>()
  readonly #others: LRUCache<string, DocumentNode>
  readonly #valid = new WeakSet<DocumentNode>()

  constructor(maxBytes: number, trusts: (text: string) => boolean) {
    this.#trusts = trusts
    this.#others = new LRUCache({
      maxSize: maxBytes,
      maxEntrySize: maxBytes / 8,
      sizeCalculation: (document, text) => sizeOf(text, document),
    })
  }

  get(text: string): DocumentNode | undefined {
    return this.#trusted.get(text) ?? this.#others.get(text)
  }

  isValid(document: DocumentNode): boolean {
    return this.#valid.has(document)
  }

  /** Keeps a document that was found valid. */
  keep(text: string, document: DocumentNode): void {
    this.#valid.add(document)
    if (this.#trusts(text)) this.#trusted.set(text, document)
    else this.#others.set(text, document)
    if (cachedDocuments.hasSubscribers) cachedDocuments.publish(this.#others.calculatedSize)
  }
}

/** How many bytes a document, its costs and its plans take. Each variable that leaves something out doubles the plans. */
function sizeOf(text: string, document: DocumentNode): number {
  let nodes = 0
  visit(document, {
    enter() {
      nodes += 1
    },
  })
  const plans = Math.min(2 ** conditionsIn(document).length, maxPlans)
  return bytesPerDocument + 2 * text.length + nodes * (bytesPerNode + plans * bytesPerPlannedNode)
}

/** Parses and validates each document once. Refused ones are not kept. */
export function useDocumentCache(cache: DocumentCache): Plugin {
  const texts = new WeakMap<DocumentNode, string>()
  return {
    onParse({ params: { source }, setParsedDocument }) {
      const text = typeof source === 'string' ? source : source.body
      const known = cache.get(text)
      if (known) return setParsedDocument(known)
      return ({ result }) => {
        if (result && !(result instanceof Error)) texts.set(result, text)
      }
    },
    onValidate({ params: { documentAST }, setResult }) {
      if (cache.isValid(documentAST)) return setResult([])
      return ({ valid }) => {
        const text = texts.get(documentAST)
        if (valid && text !== undefined) cache.keep(text, documentAST)
      }
    },
  }
}
