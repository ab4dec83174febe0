import { readFileSync, writeFileSync } from 'node:fs'

// Puts the files that the tests compile and run into the pages that show them, between `<!-- path -->` and the next fence.

const root = new URL('../', import.meta.url)
const quote = /<!-- (\S+\.ts) -->\n```ts\n[\s\S]*?```/g

for (const page of ['README.md', 'docs/clients.md', 'docs/from-rest.md']) {
  const file = new URL(page, root)
  const quoted = readFileSync(file, 'utf8').replace(quote, (_, path: string) => {
    const code = readFileSync(new URL(path, root), 'utf8')
    return `<!-- ${path} -->\n\`\`\`ts\n${code}\`\`\``
  })
  writeFileSync(file, quoted)
}
