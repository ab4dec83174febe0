import { randomBytes } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { makePrivateFolder } from '../data/file-modes.ts'
import { signingKey } from './token.ts'

/**
 * Returns the key that signs access tokens: `JWT_SECRET_KEY`, or for the embedded database a random key that
 * is created once and stored in the data folder with mode 0600, so that tokens remain valid after a restart.
 */
export async function readSigningKey({
  jwtSecret,
  dataDir,
}: Pick<Config, 'jwtSecret' | 'dataDir'>): Promise<Uint8Array> {
  if (jwtSecret !== undefined) return signingKey(jwtSecret)
  const file = join(dataDir, 'jwt-secret')
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept) return signingKey(kept)
  makePrivateFolder(dataDir)
  const draft = `${file}.${process.pid}`
  await writeFile(draft, randomBytes(32).toString('hex'), { mode: 0o600 })
  // `link` is atomic: it creates the complete file, or another process's exists and is used.
  await link(draft, file).catch(() => undefined)
  await rm(draft)
  return signingKey(await readFile(file, 'utf8'))
}
