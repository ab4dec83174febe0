import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { abilities, librariesThat, libraryNames, reasonWithout } from './libraries.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

it.each(libraryNames)('%s has a test or a reason for each ability', (name) => {
  const row = read('../../docs/how-to/clients.md')
    .split('\n')
    .find((line) => line.startsWith(`| ${name} |`))
  const cells = row?.split('|').slice(3, -1) ?? []
  expect(cells).toHaveLength(abilities.length)
  for (const [index, ability] of abilities.entries()) {
    const reason = reasonWithout(name, ability)
    expect(reason).not.toBe('')
    expect(cells[index]?.trim()).toMatch(reason === undefined ? /^yes$/ : /^no/)
  }
})

it.each(abilities)('a test runs each library that %s', (ability) => {
  expect(librariesThat(ability).length).toBeGreaterThan(0)
  const tests = ['requests', 'aborts', 'resume'].map((name) => read(`${name}.test.ts`)).join('')
  expect(tests).toContain(`installedThat('${ability}')`)
})
