import type { PGlite, Transaction as PGliteTransaction } from '@electric-sql/pglite'
import {
  DriverAdapterError,
  type IsolationLevel,
  isDriverAdapterError,
  type SqlDriverAdapterFactory,
  type SqlQueryable,
  type Transaction,
} from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'

/**
 * pglite-prisma-adapter with corrections: scripts are awaited, the isolation level is set inside the
 * transaction, commit and rollback are awaited and report errors, savepoints exist (so nested transactions
 * work), and unique violations name the index like the PostgreSQL adapter.
 */
export function embeddedAdapter(db: PGlite): SqlDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: 'pglite',
    connect: async () => ({
      ...(await queryableOn(db)),
      executeScript: async (script) => void (await db.exec(script)),
      startTransaction: (isolation) => startTransaction(db, isolation),
      getConnectionInfo: () => ({ supportsRelationJoins: true }),
      // The database outlives its Prisma Client; the code that opened it closes it.
      dispose: async () => {},
    }),
  }
}

async function queryableOn(client: PGlite | PGliteTransaction): Promise<SqlQueryable> {
  // The library's adapter uses only `query`, which a transaction has as well.
  const adapter = await new PrismaPGlite(client as PGlite).connect()
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => adapter.queryRaw(query).catch(nameIndex),
    executeRaw: (query) => adapter.executeRaw(query).catch(nameIndex),
  }
}

function nameIndex(error: unknown): never {
  if (!isDriverAdapterError(error) || error.cause.kind !== 'UniqueConstraintViolation') throw error
  const index = /"([^"]+)"$/.exec(error.cause.originalMessage ?? '')?.[1]
  if (index === undefined) throw error
  throw new DriverAdapterError({ ...error.cause, constraint: { index } })
}

type Ending = 'commit' | 'rollback'

async function startTransaction(db: PGlite, isolation?: IsolationLevel): Promise<Transaction> {
  let end: (how: Ending) => void = () => {}
  const ending = new Promise<Ending>((resolve) => {
    end = resolve
  })
  let finished: Promise<void> = Promise.resolve()
  // PGlite holds its one connection until the callback returns.
  const tx = await new Promise<PGliteTransaction>((begun, failed) => {
    finished = db.transaction(async (tx) => {
      if (isolation) await tx.exec(`SET TRANSACTION ISOLATION LEVEL ${isolation}`)
      begun(tx)
      if ((await ending) === 'rollback') await tx.rollback()
    })
    finished.catch(failed)
  })
  const finish = (how: Ending) => {
    end(how)
    return finished
  }
  const send = async (sql: string) => void (await tx.exec(sql))
  return {
    ...(await queryableOn(tx)),
    options: { usePhantomQuery: true },
    commit: () => finish('commit'),
    rollback: () => finish('rollback'),
    createSavepoint: (name) => send(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => send(`ROLLBACK TO SAVEPOINT ${name}`),
    releaseSavepoint: (name) => send(`RELEASE SAVEPOINT ${name}`),
  }
}
