import type { CaseName } from './cases.ts'

type Value = unknown
type Fields = Record<string, Value>

const isFields = (value: Value): value is Fields => typeof value === 'object' && value !== null

/** An answer without what only the dialects differ in: lists inside `nodes`, how moments and numbers are written. */
export function normalise(name: CaseName, data: Value): Value {
  const plain = withoutDialect('', data)
  if (!isFields(plain)) return plain
  if (name === 'rename' && isFields(plain.renameSession)) {
    return { renameSession: plain.renameSession.session ?? plain.renameSession }
  }
  if (name === 'storybook' && isFields(plain.storybook)) return { storybook: wholeFamily(plain.storybook) }
  return plain
}

function withoutDialect(key: string, value: Value): Value {
  if (key === 'content' && Array.isArray(value)) return value.map(({ text }) => text)
  if (Array.isArray(value)) return value.map((one) => withoutDialect('', one))
  if (!isFields(value)) return plainLeaf(key, value)
  const keys = Object.keys(value)
  if (keys.length === 1 && (keys[0] === 'nodes' || keys[0] === 'page')) {
    const inner = withoutDialect('', Object.values(value)[0])
    return Array.isArray(inner) && (key === 'lastMessage' || key === 'latestRun') ? (inner[0] ?? null) : inner
  }
  return Object.fromEntries(keys.sort().map((name) => [name, withoutDialect(name, value[name])]))
}

function plainLeaf(key: string, value: Value): Value {
  if (value === null) return null
  if (key === 'createdAt') return new Date(String(value)).toISOString()
  return key === 'version' || key === 'pageNumber' ? Number(value) : String(value)
}

/** All versions, the book itself included, and the pages in their order: not every dialect can ask for that. */
function wholeFamily(book: Fields): Fields {
  const others = (book.versions as Fields[]).filter(({ id }) => id !== book.id)
  const versions = [...others, { id: book.id, version: book.version }]
  const byNumber = (a: Fields, b: Fields) => Number(a.pageNumber) - Number(b.pageNumber)
  return { ...book, versions, pages: (book.pages as Fields[]).toSorted(byNumber) }
}

/** How many rows an answer has: objects with an id. */
export function countRows(value: Value): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + countRows(one), 0)
  if (!isFields(value)) return 0
  return ('id' in value ? 1 : 0) + Object.values(value).reduce((sum: number, one) => sum + countRows(one), 0)
}
