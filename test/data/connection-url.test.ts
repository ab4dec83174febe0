import { expect, test } from 'vitest'
import { readConnectionUrl } from '../../src/data/connection-url.ts'

test.each([
  [
    'postgresql+asyncpg://ii:secret@db.example:5433/ii_agent',
    'postgresql://ii:secret@db.example:5433/ii_agent',
  ],
  ['postgres://ii@localhost/ii_agent', 'postgresql://ii@localhost/ii_agent'],
  ['postgresql+asyncpg://ii@db/ii?ssl=require', 'postgresql://ii@db/ii?sslmode=require&uselibpqcompat=true'],
  [
    'postgres://ii@db/ii?sslmode=verify-full&uselibpqcompat=false',
    'postgresql://ii@db/ii?sslmode=verify-full&uselibpqcompat=false',
  ],
])('%s is read as %s', (given, url) => {
  expect(readConnectionUrl(given).url).toBe(url)
})

test("a URL's own options are kept beside the gateway's", () => {
  const { url, options } = readConnectionUrl('postgres://db/ii?options=-c%20work_mem%3D8MB')
  expect({ url, options }).toEqual({ url: 'postgresql://db/ii', options: '-c work_mem=8MB' })
})

test.each([
  ['postgresql://ii:secret@db.example:5433/ii_agent', 'db.example:5433/ii_agent'],
  ['postgresql://ii:secret@db.example/ii_agent', 'db.example:5432/ii_agent'],
  ['postgresql:///ii_agent?host=/var/run/postgresql', '/var/run/postgresql:5432/ii_agent'],
])('the label of %s is %s, without the password', (given, label) => {
  expect(readConnectionUrl(given).label).toBe(label)
})
