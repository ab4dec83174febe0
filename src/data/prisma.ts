import { PrismaClient } from '../generated/prisma/client.ts'
import type { Database } from './database.ts'

/** Plans are kept by the shape of a query; the gateway sends few shapes, and a forgotten bound must not eat the heap. */
const planCacheSize = 256

/** The Prisma Client of a process, over the database's own connections. One is enough, and more would leak memory. */
export function createPrisma(database: Database): PrismaClient {
  return new PrismaClient({
    adapter: database.adapter,
    errorFormat: 'minimal',
    queryPlanCacheMaxSize: planCacheSize,
  })
}
