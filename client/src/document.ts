import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core'

/**
 * A typed operation: a `TypedDocumentString` of graphql-codegen (`documentMode: 'string'`), or a parsed document that
 * has its source (`gql`), such as a `TypedDocumentNode`.
 */
export type TypedDocument<Data, Variables> = DocumentTypeDecoration<Data, Variables> & {
  toString(): string
  readonly loc?: { readonly source: { readonly body: string } } | undefined
}

/** The arguments behind a document: variables may be left out where none is required. */
export type OperationArguments<Variables, Options> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options]

/** A document without its types. */
export type UntypedDocument = { toString(): string; readonly loc?: TypedDocument<unknown, unknown>['loc'] }

/** The text of a document. Throws a TypeError for a parsed document without its source. */
export function printDocument(document: UntypedDocument): string {
  const text = document.loc?.source.body ?? document.toString()
  if (text.startsWith('[object'))
    throw new TypeError(
      "The document has no source: generate it with documentMode 'string', or parse it with gql.",
    )
  return text
}
