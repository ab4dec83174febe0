import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { openEmbedded } from '../../src/data/embedded.ts'
import { embeddedTemplateFile } from '../support/templates.ts'
import { baselineWasm } from '../support/v8-flags.ts'

// Each test starts embedded databases, which takes seconds of a busy machine.
vi.setConfig({ testTimeout: 90_000 })

const holder = fileURLToPath(new URL('hold-folder.ts', import.meta.url))
const template = await embeddedTemplateFile()
const folders: string[] = []
const running: ChildProcess[] = []

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-folder-'))
  folders.push(folder)
  return folder
}

function start(folder: string) {
  const child = spawn(process.execPath, [...baselineWasm, '--import', 'tsx', holder, folder, template], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  return child
}

async function firstLine(child: ReturnType<typeof start>): Promise<string> {
  const [chunk] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => ['ended'])])
  return String(chunk).trim()
}

test('a second process on a folder is refused in one line; a killed holder hinders nobody and loses nothing', async () => {
  const folder = newFolder()
  const first = start(folder)
  expect(await firstLine(first)).toBe('open 1')

  const second = start(folder)
  const [[code], said] = await Promise.all([once(second, 'exit'), text(second.stderr)])
  expect(code).toBe(1)
  expect(said.trimEnd()).toMatch(
    new RegExp(`^${folder} is in use by process ${first.pid} on .+ DATA_DIR\\.$`),
  )

  const gone = once(first, 'exit')
  first.kill('SIGKILL')
  await gone
  const third = start(folder)
  expect(await firstLine(third)).toBe('open 2')
})

test('one process cannot open a folder twice, and can open it again', async () => {
  const folder = newFolder()
  const database = await openEmbedded(folder, template)
  await expect(openEmbedded(folder, template)).rejects.toThrow('is in use by')
  await database.script('create table kept (id int)')
  await database.close()
  const again = await openEmbedded(folder, template)
  expect(await again.query('select count(*)::int as count from kept')).toEqual([{ count: 0 }])
  await again.close()
})

test('what a start that was killed half way left behind is made anew', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'database'))
  writeFileSync(join(folder, 'database', 'PG_VERSION'), '18')
  writeFileSync(join(folder, 'database.unfinished'), '')
  const database = await openEmbedded(folder, template)
  expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
  await database.close()
  expect(readdirSync(folder).sort()).toEqual(['database', 'lock'])
})

test('a folder that holds something else is refused, and given back', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'database'))
  writeFileSync(join(folder, 'database', 'PG_VERSION'), '12')
  await expect(openEmbedded(folder, template)).rejects.toThrow(
    `The embedded database in ${folder} does not open`,
  )
  rmSync(join(folder, 'database'), { recursive: true })
  const database = await openEmbedded(folder, template)
  await database.close()
})
