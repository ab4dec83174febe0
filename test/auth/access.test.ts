import { describe, expect, it } from 'vitest'
import { accessFor } from '../../src/auth/access.ts'
import type { Visibility } from '../../src/auth/rules.ts'
import { always, type Condition, condition } from '../../src/data/batching/condition.ts'
import type { List } from '../../src/data/batching/rows.ts'
import type { Model } from '../../src/data/batching/table.ts'

const named = (name: string): Condition => condition([], () => name)
const [visible, listed, parents, rows] = ['visible', 'listed', 'parents', 'rows'].map(named) as [
  Condition,
  Condition,
  Condition,
  Condition,
]
const listedBy = () => listed
const plain: Visibility = { visible, listed, listedBy }
const inside = (field: string, rest = rows): Visibility => ({
  visible,
  listed,
  listedBy,
  through: { field, parents, rows: rest },
})
const link = { model: 'StorybookPageLink', to: 'pageId' } as const

const cases: [string, Partial<Record<Model, Visibility>>, Partial<List>, unknown][] = [
  ['a list without parents', { Session: plain }, {}, { kind: 'root', rows: listed }],
  [
    'a list without parents, of rows inside others',
    { Session: inside('userId') },
    {},
    { kind: 'root', rows: listed },
  ],
  [
    'a list by a field that the rule does not depend on',
    { Session: plain },
    { by: 'userId' },
    { kind: 'perRow', rows: listed },
  ],
  [
    'a list by another field than the owner',
    { Session: { ...plain, listedBy: (field) => (field === 'userId' ? listed : rows) } },
    { by: 'projectId' },
    { kind: 'perRow', rows },
  ],
  [
    'a list by another field than the rule depends on',
    { Session: inside('projectId') },
    { by: 'userId' },
    { kind: 'perRow', rows: listed },
  ],
  [
    'a list by the field that the rule depends on',
    { Session: inside('userId') },
    { by: 'userId' },
    { kind: 'viaParent', parents, rows },
  ],
  [
    'a linked list whose links have a rule of their own',
    { Session: plain, StorybookPageLink: plain },
    { by: 'storybookId', link },
    { kind: 'perRow', rows: visible },
  ],
  [
    'a linked list whose links depend on the parent',
    { Session: plain, StorybookPageLink: inside('storybookId', always) },
    { by: 'storybookId', link },
    { kind: 'viaParent', parents, rows: visible },
  ],
  [
    'a linked list of rows that are visible where their link is',
    { Session: { ...plain, linkedBy: link.model }, StorybookPageLink: inside('storybookId', always) },
    { by: 'storybookId', link },
    { kind: 'viaLink', parents },
  ],
  [
    'a linked list whose links are checked one by one too',
    { Session: { ...plain, linkedBy: link.model }, StorybookPageLink: inside('storybookId') },
    { by: 'storybookId', link },
    { kind: 'viaParent', parents, rows: visible },
  ],
]

describe('access to the rows of', () => {
  it.each(cases)('%s', (_name, rules, list, access) => {
    const visibilityOf = (model: Model) => rules[model] ?? plain
    expect(accessFor({ model: 'Session', where: always, ...list }, visibilityOf)).toEqual(access)
  })

  it('a list with deleted rows asks the rule with deleted rows', () => {
    const asked: unknown[] = []
    accessFor({ model: 'Session', where: always, withDeleted: true }, (...args) => {
      asked.push(args)
      return plain
    })
    expect(asked).toEqual([['Session', true]])
  })
})
