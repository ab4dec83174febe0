import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { limits } from '../../src/config/limits.ts'
import { type ErrorCode, errorCodes, getCodeOfStatus, hasCode } from '../../src/errors/codes.ts'
import { createOverloadError, LimitError } from '../../src/errors/limit-error.ts'
import { getRootCause } from '../../src/errors/root-cause.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** The rows of the table of error codes in docs/reference/security.md. */
function documentedCodes(): string[][] {
  const [, table = ''] = /## Error codes\n([\s\S]*?)\n## /.exec(read('docs/reference/security.md')) ?? []
  return [...table.matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*?) \| (.*) \|$/gm)].map(([, ...cells]) => cells)
}

const registered = Object.entries(errorCodes).map(([code, description]) => [
  code,
  'status' in description ? String(description.status) : '',
  description.text,
  description.meaning,
])

describe('error codes', () => {
  it('are documented as they are registered, and none besides', () => {
    expect(documentedCodes()).toEqual(registered)
  })

  it('are recognized on wrapped errors', () => {
    const error = new LimitError('rows', 7)
    const wrapped = new GraphQLError('', { originalError: error })
    expect(hasCode(wrapped, 'LIMIT_EXCEEDED')).toBe(true)
    expect(hasCode(wrapped, 'FORBIDDEN')).toBe(false)
    expect(hasCode(new Error('LIMIT_EXCEEDED'), 'LIMIT_EXCEEDED')).toBe(false)
    expect(getRootCause(wrapped)).toBe(error)
  })

  it.each<[number | undefined, ErrorCode]>([
    [403, 'FORBIDDEN'],
    [405, 'METHOD_NOT_ALLOWED'],
    [415, 'UNSUPPORTED_MEDIA_TYPE'],
    [400, 'BAD_USER_INPUT'],
    [undefined, 'BAD_USER_INPUT'],
  ])('HTTP %s of the HTTP library is %s', (status, code) => {
    expect(getCodeOfStatus(status)).toBe(code)
  })
})

describe('errors about limits', () => {
  it.each(Object.keys(limits) as (keyof typeof limits)[])('%s has a message with its bound', (limit) => {
    expect(new LimitError(limit, 1_234).message).toMatch(/^[A-Z].*\b1,234\b.*\.$/)
  })

  it('are transient where all requests together hold too much', () => {
    const { extensions } = createOverloadError({ heldBytes: 5 })
    expect(extensions).toEqual({
      code: 'SERVICE_UNAVAILABLE',
      limit: 'heldBytes',
      http: { status: 503, headers: { 'retry-after': '1' } },
    })
  })
})

const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .filter((file) => !/generated|^src\/errors\//.test(file))

/** How errors and their codes are written without the registry. */
const unregistered = [
  /new GraphQLError\(|createGraphQLError\(|extends GraphQLError/,
  new RegExp(`code: '(${Object.keys(errorCodes).join('|')})'`),
  /extensions\.code [!=]==/,
]

describe.each(sources)('%s', (file) => {
  it('creates errors through src/errors', () => {
    for (const pattern of unregistered) expect(read(file)).not.toMatch(pattern)
  })

  it.skipIf(file === 'src/data/sql-states.ts')('classifies SQLSTATEs through src/data/sql-states.ts', () => {
    expect(read(file)).not.toMatch(
      /\bcode [!=]== '[0-9][0-9A-Z]{4}'|Set\(\['[0-9][0-9A-Z]{4}'|= '[245][0-9A-Z]{4}'$/m,
    )
  })
})
