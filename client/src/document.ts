import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core'

/**
 * A typed operation: a `TypedDocumentString` of graphql-codegen (`documentMode: 'string'`), or a parsed document that
 * has its source (`gql`), such as a `TypedDocumentNode`.
 */
export type TypedDocument<Data, Variables> = DocumentTypeDecoration<Data, Variables> & {
  toString(): string
  readonly loc?: { readonly source: { readonly body: string } } | undefined
  /** What graphql-codegen notes of a document: its hash, with `persistedDocuments`. */
  readonly __meta__?: Readonly<Record<string, unknown>> | undefined
}

/** The arguments behind a document: variables may be left out where none is required. */
export type OperationArguments<Variables, Options> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options]

/** A document without its types. */
export type UntypedDocument = Pick<TypedDocument<unknown, unknown>, 'loc' | 'toString' | '__meta__'>

/** How a request names its document: by its text, or by its hash in `extensions`. */
export type Operation = { readonly query: string; readonly extensions?: object }

/** The document as a request has it: by its hash if it has one and hashes are to be sent. */
export function toOperation(document: UntypedDocument, sendsHashes: boolean): Operation {
  const { hash } = document.__meta__ ?? {}
  if (!sendsHashes || typeof hash !== 'string') return { query: printDocument(document) }
  const sha256Hash = hash.replace(/^sha256:/, '')
  return { query: '', extensions: { persistedQuery: { version: 1, sha256Hash } } }
}

/** The text of a document. Throws a TypeError for a parsed document without its source. */
export function printDocument(document: UntypedDocument): string {
  const text = document.loc?.source.body ?? document.toString()
  if (text.startsWith('[object'))
    throw new TypeError(
      "The document has no source: generate it with documentMode 'string', or parse it with gql.",
    )
  return text
}
