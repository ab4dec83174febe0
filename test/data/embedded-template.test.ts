import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readSigningKey } from '../../src/auth/secret.ts'
import { openEmbedded } from '../../src/data/embedded.ts'
import { makeTemplate } from '../../src/data/embedded-template.ts'
import { migrate } from '../../src/data/migrations.ts'

const folder = mkdtempSync(join(tmpdir(), 'gateway-template-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const settings = `select name, setting from pg_settings
  where name in ('server_version', 'server_encoding', 'TimeZone', 'DateStyle', 'lc_messages') or name like 'lc%'
  union all select 'collation', datcollate || ' ' || datctype from pg_database where datname = current_database()
  order by name`

/** What others than its owner may do with anything in a folder. */
function openToOthers(path: string): string[] {
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
  return [path, ...inside].filter((one) => (statSync(one).mode & 0o077) !== 0)
}

test('a database from the template is as one that was made anew, and is kept', {
  timeout: 180_000,
}, async () => {
  const template = join(folder, 'template.tar.gz')
  await makeTemplate(template)
  const { mtimeMs } = statSync(template)
  await makeTemplate(template)
  expect(statSync(template).mtimeMs).toBe(mtimeMs)

  const made = await openEmbedded(join(folder, 'made'), join(folder, 'no-template'))
  const copied = await openEmbedded(join(folder, 'copied'), template)
  expect(await copied.query(settings)).toEqual(await made.query(settings))
  expect(await copied.query('show shared_buffers')).toEqual([{ shared_buffers: '16MB' }])
  const { applied } = await migrate(copied)
  expect(await migrate(made)).toMatchObject({ applied })
  await readSigningKey({ jwtSecret: undefined, dataDir: join(folder, 'copied') })
  expect([...openToOthers(join(folder, 'made')), ...openToOthers(join(folder, 'copied'))]).toEqual([])
  await Promise.all([made.close(), copied.close()])
  expect([...openToOthers(join(folder, 'made')), ...openToOthers(join(folder, 'copied'))]).toEqual([])

  const again = await openEmbedded(join(folder, 'copied'), template)
  expect(await migrate(again)).toMatchObject({ applied: [] })
  await again.close()
})

test('a template that is broken fails in one line', async () => {
  await expect(openEmbedded(join(folder, 'broken'), import.meta.filename)).rejects.toThrow('does not open')
  await expect(openEmbedded(undefined, import.meta.filename)).rejects.toThrow('incorrect header check')
})
