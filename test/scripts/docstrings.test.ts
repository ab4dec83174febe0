import { describe, expect, it } from 'vitest'
import { missingDocstrings } from '../../scripts/docstrings.ts'

describe('the docstring check', () => {
  it.each([
    ['a function', 'export function load() {}', 'load'],
    ['an async function', 'export async function load() {}', 'load'],
    ['a class', 'export class Loader {}', 'Loader'],
    ['an abstract class', 'export abstract class Loader {}', 'Loader'],
    ['a type', 'export type Row = {}', 'Row'],
    ['an interface', 'export interface Row {}', 'Row'],
    ['an arrow function', 'export const load = (key: string) =>', 'load'],
    ['an arrow function over several lines', 'export const load = (', 'load'],
  ])('reports %s without a docstring', (_what, line, name) => {
    expect(missingDocstrings(`const one = 1\n\n${line}\n`)).toEqual([{ line: 3, name }])
  })

  it.each([
    ['one with a docstring', '/** Loads. */\nexport function load() {}'],
    ['one with a docstring over several lines', '/**\n * Loads.\n */\nexport function load() {}'],
    [
      'further overloads',
      '/** Loads. */\nexport function load(key: string): void\nexport function load(key: number): void',
    ],
    ['a value', 'export const maxRows = 5'],
    ['what is not exported', 'function load() {}'],
  ])('accepts %s', (_what, text) => {
    expect(missingDocstrings(text)).toEqual([])
  })
})
