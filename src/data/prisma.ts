import { PrismaClient } from '../generated/prisma/client.ts'
import type { Database } from './database.ts'

/** Query plans are cached by query shape; the gateway has few shapes, and the bound protects the heap. */
const planCacheSize = 256

/**
 * Creates the process's Prisma Client over the database's own connections. Call it once: further clients leak
 * memory.
 */
export function createPrisma(database: Database): PrismaClient {
  return new PrismaClient({
    adapter: database.adapter,
    errorFormat: 'minimal',
    queryPlanCacheMaxSize: planCacheSize,
  })
}
