import { randomBytes } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { makePrivateFolder } from '../data/file-modes.ts'
import { signingKey } from './token.ts'

/**
 * The key that signs access tokens: of `JWT_SECRET_KEY`, or else (embedded) a random one that is made once and kept in
 * the data folder, so that tokens outlive a restart. Only its owner may read that file.
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
  // A link either makes the whole file or finds another process's: all take the same one.
  await link(draft, file).catch(() => undefined)
  await rm(draft)
  return signingKey(await readFile(file, 'utf8'))
}
