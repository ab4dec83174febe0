import { mkdir, writeFile } from 'node:fs/promises'
import { migrationsFolder } from '../src/data/migration-files.ts'
import { drift } from './engine.ts'

// Writes a new migration: what leads from the migrations so far to the models.
const [name] = process.argv.slice(2)
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Name the migration in small letters, digits and _: npm run migration -- add_wishes')
  process.exit(1)
}
const script = await drift()
if (script === '') {
  console.log('The models and the migrations agree: nothing to write.')
} else {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = `${migrationsFolder}/${time}_${name}`
  await mkdir(folder)
  await writeFile(`${folder}/migration.sql`, script)
  console.log(`Wrote ${folder}/migration.sql: read it before it is applied, and run "npm run generate".`)
}
