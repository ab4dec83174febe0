import { openEmbedded } from '../../src/data/embedded.ts'

// Opens the embedded database in a folder, from a template if it is new, adds a row, says how many there are, and keeps it until
// it is ended.
const [, , folder, template] = process.argv
const database = await openEmbedded(folder, template).catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
await database.script(
  'create table if not exists starts (at timestamptz default now()); insert into starts default values',
)
const [row] = await database.query<{ count: string }>('select count(*) from starts')
console.log(`open ${row?.count}`)
setInterval(() => {}, 1000)
