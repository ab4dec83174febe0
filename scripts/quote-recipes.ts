import { readFileSync, writeFileSync } from 'node:fs'
import { abilities, libraries, libraryNames, reasonWithout } from '../test/clients/libraries.ts'

// Puts the files that the tests compile and run into the pages that show them, between `<!-- path -->` and the next fence,
// and the table of what is tested with which library behind `<!-- libraries -->`.

const root = new URL('../', import.meta.url)
const quote = /<!-- (\S+\.(ts|java)) -->\n```\w+\n[\s\S]*?```/g
const table = /<!-- libraries -->\n(?:\|.*\n)*/

const { dependencies } = JSON.parse(readFileSync(new URL('test/clients/package.json', root), 'utf8'))

/** The tested versions of a library's packages, without `npm:` names. */
const versionsOf = (packages: readonly string[]) =>
  packages.map((name) => dependencies[name].replace(/^.*@/, '')).join(', ')

function printTable(): string {
  const rows = libraryNames.map((name) => {
    const cells = abilities.map((ability) => {
      const reason = reasonWithout(name, ability)
      return reason ? `no: ${reason}` : 'yes'
    })
    const isRefused = cells.every((cell) => cell === cells[0] && cell !== 'yes')
    const shown = isRefused ? [cells[0], ...cells.slice(1).map(() => 'no')] : cells
    return [name, versionsOf(libraries[name].packages), ...shown]
  })
  const header = ['library', 'version', ...abilities]
  const lines = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return `<!-- libraries -->\n${lines.join('\n')}\n`
}

for (const page of ['docs/how-to/clients.md', 'docs/how-to/from-rest.md']) {
  const file = new URL(page, root)
  const quoted = readFileSync(file, 'utf8')
    .replace(quote, (_, path: string, language: string) => {
      const code = readFileSync(new URL(path, root), 'utf8')
      return `<!-- ${path} -->\n\`\`\`${language}\n${code}\`\`\``
    })
    .replace(table, printTable)
  writeFileSync(file, quoted)
}
