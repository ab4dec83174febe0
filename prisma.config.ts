import { defineConfig } from 'prisma/config'

// The CLI wants a native schema engine before every command, though these never run it: any executable satisfies it.
const offline = ['generate', 'validate', 'format', 'version', '--version', '-v']
if (offline.includes(process.argv[2] ?? '')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
