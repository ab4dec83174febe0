import { readFileSync, writeFileSync } from 'node:fs'
import type { CodegenConfig } from '@graphql-codegen/cli'

/** Marks the documents as free of side effects, so that bundlers drop those that an application does not use. */
function markPure(file: string): void {
  const source = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    source.replaceAll('= new TypedDocumentString(', '= /*#__PURE__*/ new TypedDocumentString('),
  )
}

/** Takes the indentation out of the documents, which makes bundles smaller. */
function dropIndentation(file: string): void {
  const source = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    source.replaceAll(/(?<=TypedDocumentString\()`[^`]*/g, (text) => text.replaceAll(/\n\s+/g, '\n')),
  )
}

const typing = {
  documentMode: 'string',
  useTypeImports: true,
  enumsAsTypes: true,
  scalars: { BigInt: 'string', DateTime: 'string', Decimal: 'string', JSON: 'unknown' },
} as const

/** Typed documents for the operations under test/operations, as the client package exports them. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  importExtension: '.ts',
  hooks: { afterOneFileWrite: [markPure] },
  generates: {
    'client/src/generated/': {
      documents: ['test/operations/**/*.graphql'],
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: true },
      config: typing,
      hooks: { afterOneFileWrite: [dropIndentation] },
    },
    'console/src/gql/': {
      documents: ['console/src/**/*.graphql'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: typing,
    },
  },
}

export default config
