import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import helper from '@prisma/generator-helper'

// Writes the imports of all files of the domains, so that no file's types and fields can be forgotten.
helper.generatorHandler({
  onManifest: () => ({ prettyName: 'Files of the domains', defaultOutput: '../../src/generated' }),
  async onGenerate({ generator }) {
    const output = generator.output.value
    const domains = path.join(output, '..', 'domains')
    const files = (await readdir(domains, { recursive: true }))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.split(path.sep).join('/'))
      .sort()
    const imports = files.map((file) => `import '../domains/${file}'\n`)
    await mkdir(output, { recursive: true })
    await writeFile(path.join(output, 'domains.ts'), `// Generated from src/domains.\n${imports.join('')}`)
  },
})
