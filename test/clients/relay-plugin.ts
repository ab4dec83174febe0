import type { Plugin } from 'vite'

const tag = /graphql`\s*(?:query|mutation|subscription)\s+(\w+)[^`]*`/g

/** Replaces documents by what Relay's compiler made of them, as its Babel plugin does in an application. */
export const relayPlugin = (): Plugin => ({
  name: 'relay',
  enforce: 'pre',
  transform(code, id) {
    // Types alone, which the compiler imports as values.
    if (id.endsWith('.graphql.ts'))
      return code.replace('import { ConcreteRequest }', 'import type { ConcreteRequest }')
    const names = [...code.matchAll(tag)].map(([, name]) => name)
    if (names.length === 0) return undefined
    const imports = names.map((name) => `import ${name}Artifact from '../generated/relay/${name}.graphql.ts'`)
    return `${imports.join('\n')}\n${code.replace(tag, '$1Artifact')}`
  },
})
