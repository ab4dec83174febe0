import type { CodegenConfig } from '@graphql-codegen/cli'

/** Typed documents of the example operations of this repository. */
const config: CodegenConfig = {
  schema: '../../schema.graphql',
  documents: ['../operations/**/*.graphql'],
  generates: {
    'generated/': {
      preset: 'client',
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: { BigInt: 'string', DateTime: 'string', Decimal: 'string', JSON: 'unknown' },
      },
    },
  },
}

export default config
