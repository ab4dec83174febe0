import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readSigningKey } from '../../src/auth/secret.ts'
import { openEmbedded } from '../../src/data/embedded.ts'
import { embeddedTemplateFile } from '../support/templates.ts'

const folder = mkdtempSync(join(tmpdir(), 'gateway-modes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

it.skipIf(process.platform === 'win32')('is readable by its owner alone', async () => {
  const dataDir = join(folder, 'data')
  const database = await openEmbedded(dataDir, await embeddedTemplateFile())
  await readSigningKey({ jwtSecret: undefined, dataDir })
  await database.query('create table written as select 1 as one')
  const entries = readdirSync(dataDir, { recursive: true, withFileTypes: true })
  const modes = new Set(
    entries
      .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
      .filter(({ path }) => existsSync(path))
      .map(({ entry, path }) => `${entry.isDirectory() ? 'folder' : 'file'} ${modeOf(path)}`),
  )
  expect(entries.length).toBeGreaterThan(20)
  expect(modes).toEqual(new Set(['folder 700', 'file 600']))
  expect(modeOf(dataDir)).toBe('700')
  await database.close()
})

it.skipIf(process.platform === 'win32')('leaves a folder that was there before as it is', async () => {
  const dataDir = join(folder, 'before')
  mkdirSync(dataDir, { mode: 0o755 })
  const database = await openEmbedded(dataDir, await embeddedTemplateFile())
  expect(modeOf(dataDir)).toBe('755')
  expect(readdirSync(dataDir).map((name) => modeOf(join(dataDir, name)))).not.toContain('755')
  await database.close()
})
