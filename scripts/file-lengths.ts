import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** A source file, by its path from the root of the project, and its number of lines. */
export type FileLength = { readonly file: string; readonly lines: number }

/** The folders whose files are written by hand, and read as a whole. */
export const sourceFolders = ['src', 'client', 'console/src', 'test', 'bench', 'scripts'] as const

/** Returns the TypeScript files below a folder that are written by hand, longest first. */
export function fileLengths(root: string, folder: string): FileLength[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/\/(generated|gql|node_modules|dist|\.cache)\//.test(file))
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
    .sort((a, b) => b.lines - a.lines)
}

/** Returns the median length of a non-empty list of files. */
export const medianLength = (files: readonly FileLength[]): number =>
  files[Math.floor(files.length / 2)]?.lines ?? 0
