import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { missingDocstrings } from './docstrings.ts'
import { proseErrors } from './prose.ts'

// Checks the comments, docstrings, descriptions, test titles and documents of the project against the rules of
// `prose.ts`, and that every exported function and type has a docstring, but for recipes.

const files = execFileSync('git', [
  'ls-files',
  'src/*.ts',
  'client/src/*.ts',
  'console/src/*.ts',
  'console/src/*.tsx',
  'test/*.ts',
  'scripts/*.ts',
  'bench/*.ts',
  'prisma/schema/*.prisma',
  'docs/*.md',
  '*.md',
])
  .toString()
  .split('\n')
  .filter(
    (file) => file !== '' && !/^(scripts|test\/scripts)\/prose|\/generated\/|^console\/src\/gql\//.test(file),
  )

const errors = files.flatMap((file) =>
  proseErrors(file, readFileSync(file, 'utf8')).map(
    ({ line, found, instead }) => `${file}:${line} "${found}": ${instead}`,
  ),
)
const undocumented = files
  .filter((file) => /\.tsx?$/.test(file) && !/^test\/clients\/(recipes|vite)\//.test(file))
  .flatMap((file) =>
    missingDocstrings(readFileSync(file, 'utf8')).map(
      ({ line, name }) => `${file}:${line} ${name} has no docstring`,
    ),
  )
for (const error of [...errors, ...undocumented]) console.error(error)
if (errors.length + undocumented.length > 0) {
  console.error('See "Language" in CONTRIBUTING.md.')
  process.exit(1)
}
