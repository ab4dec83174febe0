import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { type Config, ConfigError } from '../config.ts'

/** Characters of documents that clients registered by sending them, in all, unless said otherwise. */
const defaultMaxRegistered = 4_000_000

export type DocumentsOptions = {
  /** Those of the manifest, by hash. */
  readonly trusted?: ReadonlyMap<string, string>
  readonly trustedOnly?: boolean
  /** The most characters of documents that clients register, in all. */
  readonly maxRegistered?: number
}

/** What of a request names its document: the text, a hash of it, or both. */
export type DocumentParams = {
  readonly query?: string | null
  readonly documentId?: unknown
  readonly extensions?: Readonly<Record<string, unknown>> | null
}

/**
 * Documents that clients name by a hash instead of sending them: trusted ones, from a manifest that was made with the
 * clients, and those that a client sent once before together with their SHA-256 (automatic persisted queries). Only what
 * was found valid is registered, so that refused documents drive none out.
 */
export class Documents {
  readonly #trusted: ReadonlyMap<string, string>
  readonly #trustedTexts: ReadonlySet<string>
  readonly #trustedOnly: boolean
  readonly #registered: LRUCache<string, string>

  constructor({ trusted = new Map(), trustedOnly = false, maxRegistered }: DocumentsOptions = {}) {
    this.#trusted = trusted
    this.#trustedTexts = new Set(trusted.values())
    this.#trustedOnly = trustedOnly
    this.#registered = new LRUCache({
      maxSize: maxRegistered ?? defaultMaxRegistered,
      sizeCalculation: (text) => text.length || 1,
    })
  }

  /** Whether a text is one of the manifest's, whoever sent it. */
  trusts(text: string): boolean {
    return this.#trustedTexts.has(text)
  }

  /**
   * The text of the document that a request means; undefined where it names none at all. Throws `GraphQLError` for an
   * unknown hash, one that is not the text's, and for what is not trusted where only that may be asked.
   */
  textOf(params: DocumentParams): string | undefined {
    const { query } = params
    const hash = hashIn(params)
    const trusted = hash === undefined ? undefined : this.#trusted.get(hash)
    if (trusted !== undefined) return trusted
    if (this.#trustedOnly) throw refusal('Only the documents of this gateway’s own clients are answered.')
    if (hash === undefined) return query ?? undefined
    if (query == null) return this.#registered.get(hash) ?? notFound()
    if (createHash('sha256').update(query).digest('hex') !== hash) {
      throw refusal('`sha256Hash` is not the SHA-256 of `query`, in lower-case hexadecimal.')
    }
    return query
  }

  /** Registers the document of a request by its hash, after `textOf` took the request and the document was valid. */
  register(params: DocumentParams): void {
    const hash = hashIn(params)
    if (hash === undefined || params.query == null || this.#trusted.has(hash)) return
    if (!this.#registered.has(hash)) this.#registered.set(hash, params.query)
  }
}

/** Apollo's extension, which other clients speak too; or `documentId`, with or without the name of its algorithm. */
function hashIn({ documentId, extensions }: DocumentParams): string | undefined {
  const named = extensions?.persistedQuery
  if (typeof named === 'object' && named !== null && 'sha256Hash' in named) {
    if ('version' in named && named.version !== 1) throw refusal('`persistedQuery.version` must be 1.')
    if (typeof named.sha256Hash !== 'string') throw refusal('`sha256Hash` must be a string.')
    return bare(named.sha256Hash)
  }
  return typeof documentId === 'string' ? bare(documentId) : undefined
}

/** A hash without the name of its algorithm: `sha256:` */
const bare = (hash: string) => hash.replace(/^sha\d+:/, '')

/** Clients know this message, and send the text as well then. */
function notFound(): never {
  throw new GraphQLError('PersistedQueryNotFound', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status: 200 } },
  })
}

const refusal = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } })

/** An object of hashes and documents (GraphQL Code Generator, Relay), or a manifest of Apollo's. */
const manifest = z.union([
  z
    .object({
      format: z.literal('apollo-persisted-query-manifest'),
      version: z.literal(1),
      operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
    })
    .transform(({ operations }) => operations.map(({ id, body }) => [id, body] as const)),
  z.record(z.string(), z.string().min(1)).transform((documents) => Object.entries(documents)),
])

/** A file's JSON, which some editors begin with a byte order mark. */
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''))

/** The documents as configured. Throws `ConfigError` for a manifest that cannot be read. */
export function openDocuments({
  persistedDocuments: file,
  persistedOnly: trustedOnly,
  documentCacheBytes,
}: Pick<Config, 'persistedDocuments' | 'persistedOnly' | 'documentCacheBytes'>): Documents {
  // A character may take two bytes: an eighth of what documents may take in all.
  const maxRegistered = Math.floor(documentCacheBytes / 16)
  if (file === undefined) return new Documents({ maxRegistered })
  try {
    const texts = manifest.parse(readJson(file))
    const trusted = new Map(texts.map(([hash, text]) => [bare(hash), text]))
    return new Documents({ trusted, trustedOnly, maxRegistered })
  } catch {
    throw new ConfigError(
      `PERSISTED_DOCUMENTS must name a JSON file of hashes and documents, as client code generators write it; ${file} is none.`,
    )
  }
}

/** Puts the text in the place of its hash, for everything that Yoga answers. */
export function usePersistedDocuments(documents: Documents): Plugin {
  return {
    onParams({ params, setParams }) {
      setParams({ ...params, query: documents.textOf(params) })
    },
    onValidate() {
      return ({ valid, context }) => {
        // Absent where a document is parsed for others than the request it came with.
        const { params } = context as { params?: DocumentParams }
        if (valid && params) documents.register(params)
      }
    },
  }
}
