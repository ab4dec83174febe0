import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { type Config, ConfigError } from '../config.ts'
import { RefusedRequestError, UnknownHashError } from '../errors/client-errors.ts'

/** Default maximum of the total characters of registered documents. */
const defaultMaxRegistered = 4_000_000

/** Options of `Documents`. */
export type DocumentsOptions = {
  /** The manifest's documents by hash. */
  readonly trusted?: ReadonlyMap<string, string>
  readonly trustedOnly?: boolean
  /** Maximum of the total characters of documents that clients register. */
  readonly maxRegistered?: number
}

/** The parameters of a request that identify its document: the text, a hash, or both. */
export type DocumentParams = {
  readonly query?: string | null
  readonly documentId?: unknown
  readonly extensions?: Readonly<Record<string, unknown>> | null
}

/**
 * Documents that clients reference by hash: trusted documents of a manifest built with the clients, and
 * automatic persisted queries registered with their SHA-256. Only valid documents are registered, so that
 * invalid ones evict none.
 */
export class Documents {
  readonly #trusted: ReadonlyMap<string, string>
  readonly #trustedTexts: ReadonlySet<string>
  readonly #isTrustedOnly: boolean
  readonly #registered: LRUCache<string, string>

  constructor({ trusted = new Map(), trustedOnly = false, maxRegistered }: DocumentsOptions = {}) {
    this.#trusted = trusted
    this.#trustedTexts = new Set(trusted.values())
    this.#isTrustedOnly = trustedOnly
    this.#registered = new LRUCache({
      maxSize: maxRegistered ?? defaultMaxRegistered,
      sizeCalculation: (text) => text.length || 1,
    })
  }

  /** True if the manifest contains the text. */
  trusts(text: string): boolean {
    return this.#trustedTexts.has(text)
  }

  /**
   * Returns the text of a request's document; undefined if the request has none. Throws `GraphQLError` for an
   * unknown or mismatching hash, and for an untrusted document if only trusted ones are allowed.
   */
  textOf(params: DocumentParams): string | undefined {
    const hash = hashIn(params)
    // Over a WebSocket there must be a query: beside a hash, the empty one is none.
    const query = hash !== undefined && params.query === '' ? undefined : params.query
    const trusted = hash === undefined ? undefined : this.#trusted.get(hash)
    if (trusted !== undefined) return trusted
    if (this.#isTrustedOnly) throw refusal('Only the documents of this gateway’s own clients are answered.')
    if (hash === undefined) return query ?? undefined
    if (query == null) return this.#registered.get(hash) ?? notFound()
    if (createHash('sha256').update(query).digest('hex') !== hash) {
      throw refusal('`sha256Hash` is not the SHA-256 of `query`, in lower-case hexadecimal.')
    }
    return query
  }

  /**
   * Registers the document of a request by its hash, after `textOf` accepted the request and the document was
   * validated.
   */
  register(params: DocumentParams): void {
    const hash = hashIn(params)
    if (hash === undefined || !params.query || this.#trusted.has(hash)) return
    if (!this.#registered.has(hash)) this.#registered.set(hash, params.query)
  }
}

/**
 * Returns the hash of Apollo's `persistedQuery` extension, or of `documentId` with or without its algorithm.
 */
function hashIn({ documentId, extensions }: DocumentParams): string | undefined {
  const named = extensions?.persistedQuery
  if (typeof named === 'object' && named !== null && 'sha256Hash' in named) {
    if ('version' in named && named.version !== 1) throw refusal('`persistedQuery.version` must be 1.')
    if (typeof named.sha256Hash !== 'string') throw refusal('`sha256Hash` must be a string.')
    return bare(named.sha256Hash)
  }
  return typeof documentId === 'string' ? bare(documentId) : undefined
}

/** Removes the algorithm `sha256:` from a hash. */
const bare = (hash: string) => hash.replace(/^sha\d+:/, '')

function notFound(): never {
  throw new UnknownHashError()
}

const refusal = (message: string) => new RefusedRequestError('BAD_USER_INPUT', message)

/** An object of hashes and documents (GraphQL Code Generator, Relay), or Apollo's manifest. */
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

/** Parses a JSON file, which may start with a byte order mark. */
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''))

/** Loads the configured documents. Throws `ConfigError` if the manifest cannot be read. */
export function openDocuments({
  persistedDocuments: file,
  persistedOnly: trustedOnly,
  documentCacheBytes,
}: Pick<Config, 'persistedDocuments' | 'persistedOnly' | 'documentCacheBytes'>): Documents {
  // A character may take two bytes: one eighth of the document cache's budget.
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
