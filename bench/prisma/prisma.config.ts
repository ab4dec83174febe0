import { defineConfig } from 'prisma/config'

// The CLI requires a native schema engine before every command; generating never runs it, so any executable satisfies it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'schema.prisma' })
