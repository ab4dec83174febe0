import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/** A content coding of the built files. */
export type Encoding = (typeof encodings)[number][0]

/** A file of the built console. */
export type BuiltFile = {
  readonly type: string
  readonly body: Buffer
  /** Precompressed at build time. */
  readonly encoded: ReadonlyMap<Encoding, Buffer>
}

/** The built console: its page, and its files by content-hashed name. */
export type ConsoleBuild = { readonly page: string; readonly files: ReadonlyMap<string, BuiltFile> }

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** Reads the output of `npm run build` in `folder`; undefined if the console was not built. */
export async function readConsoleBuild(folder: string): Promise<ConsoleBuild | undefined> {
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(ignoreMissing)
  if (page === undefined) return undefined
  const assets = join(folder, 'assets')
  const names = (await readdir(assets)).filter((name) => extname(name) in types)
  const files = await Promise.all(
    names.map(async (name) => [name, await readBuiltFile(join(assets, name))] as const),
  )
  return { page, files: new Map(files) }
}

async function readBuiltFile(path: string): Promise<BuiltFile> {
  const encoded = new Map<Encoding, Buffer>()
  for (const [encoding, suffix] of encodings) encoded.set(encoding, await readFile(path + suffix))
  return { type: types[extname(path)] ?? '', body: await readFile(path), encoded }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
