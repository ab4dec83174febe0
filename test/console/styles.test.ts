import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const sources = new URL('../../console/src/', import.meta.url).pathname

/** The stylesheets of the console by what loads them: a folder of `screens`, or `shared` for those that every screen has. */
const sheets = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css'))
  .map((file) => {
    const css = readFileSync(join(sources, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
    const selectors = [...css.matchAll(/([^{};]+)\{/g)].flatMap(([, list = '']) =>
      list.split(',').map((selector) => selector.trim()),
    )
    return { owner: /^screens\/(\w+)/.exec(file)?.[1] ?? 'shared', selectors }
  })

const classesOf = (selector: string) => selector.match(/[.#][a-z][\w-]*/g) ?? []

describe('stylesheets of the console', () => {
  it('have no rules of a screen for elements of others, as they stay when another one is shown', () => {
    const owners = new Map<string, Set<string>>()
    for (const { owner, selectors } of sheets)
      for (const selector of selectors)
        if (/^\.[\w-]+$/.test(selector)) owners.set(selector, (owners.get(selector) ?? new Set()).add(owner))
    expect(owners.size).toBeGreaterThan(100)
    const isOfOthers = (name: string, owner: string) =>
      [...(owners.get(name) ?? [])].some((each) => each !== owner)
    const leaks = sheets.flatMap(({ owner, selectors }) =>
      selectors
        .filter((selector) => owner !== 'shared' && !selector.startsWith('&'))
        .filter((selector) => {
          const classes = classesOf(selector)
          return !/^(from|to|\d+%|@)/.test(selector) && classes.every((name) => isOfOthers(name, owner))
        })
        .map((selector) => `${owner}: ${selector}`),
    )
    expect(leaks).toEqual([])
  })
})
