import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { type Config, ConfigError } from '../config.ts'

/** The most characters of documents that clients registered by sending them, in all. */
const mostRemembered = 10_000_000

/** What of a request names its document: the text, a hash of it, or both. */
export type DocumentParams = {
  readonly query?: string | null
  readonly documentId?: unknown
  readonly extensions?: Readonly<Record<string, unknown>> | null
}

/**
 * Documents that clients name by a hash instead of sending them: trusted ones, from a manifest that was made with the
 * clients, and those that a client sent once before together with their SHA-256 (automatic persisted queries). The same
 * text is the same parsed, validated and compiled document, so a named one costs neither again.
 */
export class Documents {
  readonly #trusted: ReadonlyMap<string, string>
  readonly #trustedTexts: ReadonlySet<string>
  readonly #trustedOnly: boolean
  readonly #sent = new LRUCache<string, string>({
    maxSize: mostRemembered,
    sizeCalculation: (text) => text.length || 1,
  })

  constructor(trusted: ReadonlyMap<string, string> = new Map(), trustedOnly = false) {
    this.#trusted = trusted
    this.#trustedTexts = new Set(trusted.values())
    this.#trustedOnly = trustedOnly
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
    if (query == null) return this.#sent.get(hash) ?? notFound()
    if (createHash('sha256').update(query).digest('hex') !== hash) {
      throw refusal('`sha256Hash` is not the SHA-256 of `query`, in lower-case hexadecimal.')
    }
    this.#sent.set(hash, query)
    return query
  }
}

/** Apollo's extension, which other clients speak too; or `documentId`, with or without the name of its algorithm. */
function hashIn({ documentId, extensions }: DocumentParams): string | undefined {
  const named = extensions?.persistedQuery
  if (typeof named === 'object' && named !== null && 'sha256Hash' in named) {
    if ('version' in named && named.version !== 1) throw refusal('`persistedQuery.version` must be 1.')
    return bare(String(named.sha256Hash))
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

const manifest = z.record(z.string(), z.string().min(1))

/** The documents as configured. Throws `ConfigError` for a manifest that cannot be read. */
export function openDocuments({
  persistedDocuments: file,
  persistedOnly,
}: Pick<Config, 'persistedDocuments' | 'persistedOnly'>): Documents {
  if (file === undefined) return new Documents()
  try {
    const texts = Object.entries(manifest.parse(JSON.parse(readFileSync(file, 'utf8'))))
    return new Documents(new Map(texts.map(([hash, text]) => [bare(hash), text])), persistedOnly)
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
  }
}
