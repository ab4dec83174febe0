import { join } from 'node:path'
import { fileLengths, medianLength, sourceFolders } from './file-lengths.ts'

// Prints how long the files of the project are. `test/architecture.test.ts` bounds the longest and the median of `src`
// and rejects import cycles; Biome bounds the length of functions.

const root = join(import.meta.dirname, '..')
console.log('| folder | files | lines | median | longest | |\n|---|--:|--:|--:|--:|---|')
for (const folder of sourceFolders) {
  const files = fileLengths(root, folder)
  const [longest] = files
  const lines = files.reduce((sum, file) => sum + file.lines, 0)
  console.log(
    `| ${folder} | ${files.length} | ${lines} | ${medianLength(files)} | ${longest?.lines} | ${longest?.file} |`,
  )
}
