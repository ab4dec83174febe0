import { describe, expect, test } from 'vitest'
import { type Definition, parseDefinitions } from '../../src/data/sql-normal-form.ts'

const unique = (where: string, columns = 'session_id, task_type') =>
  `CREATE UNIQUE INDEX ON run_tasks USING btree (${columns})${where && ` WHERE ${where}`}`
const inList = (...values: string[]) =>
  `((status)::text = ANY ((ARRAY[${values.map((value) => `'${value}'::character varying`).join(', ')}])::text[]))`
const restored = (...values: string[]) =>
  `((status)::text = ANY (ARRAY[${values.map((value) => `('${value}'::character varying)::text`).join(', ')}]))`

type Pair = readonly [kind: Definition[0], one: string, other: string]

const alike: readonly Pair[] = [
  ['index', unique(inList('a', 'b')), unique(restored('a', 'b'))],
  ['index', unique(inList('a', 'b')), unique(inList('b', 'a'))],
  [
    'index',
    'CREATE INDEX ON t USING gin (a gin_trgm_ops)',
    'CREATE INDEX ON t USING gin (a extensions.gin_trgm_ops)',
  ],
  ['index', unique('((a IS NULL) AND b)'), unique('(b AND (a IS NULL))')],
  ['constraint', `CHECK (${inList('a', 'b')})`, `CHECK (${restored('a', 'b')})`],
  [
    'constraint',
    'FOREIGN KEY (a) REFERENCES t(id) ON DELETE CASCADE',
    'FOREIGN KEY (a) REFERENCES t(id)  ON DELETE CASCADE',
  ],
  ['default', `'0'::bigint`, '0'],
  ['default', `'x'::character varying`, `'x'::text`],
  ['default', `nextval('t_id_seq'::regclass)`, `nextval('t_id_seq'::regclass)`],
  ['default', 'gen_random_uuid()', 'pg_catalog.gen_random_uuid()'],
  [
    'trigger',
    `CREATE TRIGGER a AFTER UPDATE ON t FOR EACH ROW WHEN ((old.x)::text = 'a'::text) EXECUTE FUNCTION f()`,
    `CREATE TRIGGER a AFTER UPDATE ON t FOR EACH ROW WHEN (old.x = 'a') EXECUTE FUNCTION f()`,
  ],
]

const different: readonly Pair[] = [
  ['index', unique(inList('a', 'b')), unique(inList('a', 'c'))],
  ['index', unique(inList('a', 'b')), unique('')],
  ['index', unique(''), unique('', 'task_type, session_id')],
  ['index', 'CREATE INDEX ON t USING btree (a)', 'CREATE INDEX ON t USING btree (a DESC)'],
  ['index', 'CREATE INDEX ON t USING btree (a)', 'CREATE INDEX ON t USING hash (a)'],
  ['index', unique('(a AND (b OR c))'), unique('((a AND b) OR c)')],
  ['constraint', 'CHECK (a > 0)', 'CHECK (a >= 0)'],
  ['default', `'0'::bigint`, '1'],
  ['default', `'x'::character varying`, `'y'::character varying`],
  ['default', 'now()', 'clock_timestamp()'],
  [
    'trigger',
    'CREATE TRIGGER a AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()',
    'CREATE TRIGGER a AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g()',
  ],
]

const stricter: readonly (readonly [title: string, actual: string, expected: string, isStricter: boolean])[] =
  [
    ['a wider predicate', unique(inList('a', 'b', 'c')), unique(inList('a', 'b')), true],
    ['a wider predicate after a restore', unique(restored('a', 'b', 'c')), unique(inList('a', 'b')), true],
    ['no predicate', unique(''), unique(inList('a')), true],
    ['fewer columns', unique('', 'session_id'), unique(''), true],
    ['the same columns in another order', unique('', 'task_type, session_id'), unique(''), true],
    [
      'the statuses of the models',
      unique(inList('running', 'paused')),
      unique(inList('running', 'waiting_for_input')),
      true,
    ],
    ['one value of several', unique(`(status = 'a')`), unique(inList('a', 'b')), false],
    ['a narrower predicate', unique(inList('a')), unique(inList('a', 'b')), false],
    ['a further condition', unique(`(${inList('a', 'b')} AND (x IS NULL))`), unique(inList('a', 'b')), false],
    ['a predicate where none is expected', unique('(x IS NULL)'), unique(''), false],
    ['more columns', unique('', 'session_id, task_type, id'), unique(''), false],
    ['no uniqueness', unique('').replace('UNIQUE ', ''), unique(''), false],
  ]

const pairs = [
  ...[...alike, ...different],
  ...stricter.map(([, actual, expected]): Pair => ['index', actual, expected]),
]
const externalBefore = process.memoryUsage().external
const { normalForm, isStricter } = await parseDefinitions(
  pairs.flatMap(([kind, one, other]): Definition[] => [
    [kind, one],
    [kind, other],
  ]),
)

describe('two definitions are alike', () => {
  test.each(alike)('%s %s', (kind, one, other) => {
    expect(normalForm(kind, one)).toBe(normalForm(kind, other))
  })
})

describe('two definitions differ', () => {
  test.each(different)('%s %s, %s', (kind, one, other) => {
    expect(normalForm(kind, one)).not.toBe(normalForm(kind, other))
  })
})

describe('a unique index is as strict as another', () => {
  test.each(stricter)('%s', (_, actual, expected, strict) => {
    expect(isStricter(actual, expected)).toBe(strict)
  })
})

test('a definition that the parser rejects is like itself alone', async () => {
  const forms = await parseDefinitions([
    ['index', 'CREATE INDEX ON'],
    ['index', 'CREATE INDEX'],
  ])
  expect(forms.normalForm('index', 'CREATE INDEX ON')).not.toBe(forms.normalForm('index', 'CREATE INDEX'))
  expect(() => forms.normalForm('index', 'CREATE')).toThrow('was not parsed')
})

test('definitions are parsed outside this process, as the parser takes hundreds of megabytes', () => {
  expect(process.memoryUsage().external - externalBefore).toBeLessThan(100e6)
})
