import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { createPrisma } from '../../src/data/prisma.ts'
import { onBothDatabases } from './databases.ts'

onBothDatabases('Prisma', (newDatabase) => {
  let database: Database
  let prisma: ReturnType<typeof createPrisma>
  beforeAll(async () => {
    database = await newDatabase('migrated')
    prisma = createPrisma(database)
  })
  afterAll(() => prisma.$disconnect())

  const newUser = (email: string) => prisma.user.create({ data: { email } })

  test('reads what was written, with its own types, beside the text that the database answers', async () => {
    const { id } = await newUser('types@example.com')
    const row = await prisma.creditBalance.create({
      data: { userId: id, credits: '123456789012.123456', version: 9007199254740993n },
    })
    const read = await prisma.creditBalance.findUniqueOrThrow({ where: { id: row.id } })
    expect(read.credits.toFixed(6)).toBe('123456789012.123456')
    expect(read.version).toBe(9007199254740993n)
    expect(read.createdAt).toBeInstanceOf(Date)
    expect(Math.abs(read.createdAt.getTime() - Date.now())).toBeLessThan(60_000)
    const sql = 'select credits, version from credit_balances where id = $1'
    expect(await database.query(sql, [row.id])).toEqual([
      { credits: '123456789012.123456', version: '9007199254740993' },
    ])
  })

  test('names the unique index that an insert violates', async () => {
    await newUser('twice@example.com')
    const error = await newUser('twice@example.com').catch((error: unknown) => error)
    expect(error).toMatchObject({
      code: 'P2002',
      meta: { driverAdapterError: { cause: { constraint: { index: 'users_email_key' } } } },
    })
  })

  describe('a transaction', () => {
    const emails = async (like: string) =>
      (await prisma.user.findMany({ where: { email: { contains: like } }, orderBy: { email: 'asc' } })).map(
        ({ email }) => email,
      )

    test('keeps all or nothing', async () => {
      await prisma.$transaction([
        prisma.user.create({ data: { email: 'a@kept.example' } }),
        prisma.user.create({ data: { email: 'b@kept.example' } }),
      ])
      const work = prisma.$transaction(async (tx) => {
        await tx.user.create({ data: { email: 'c@kept.example' } })
        throw new Error('changed my mind')
      })
      await expect(work).rejects.toThrow('changed my mind')
      expect(await emails('@kept.example')).toEqual(['a@kept.example', 'b@kept.example'])
    })

    test('runs on the isolation level it asks for', async () => {
      const level = await prisma.$transaction(
        async (tx) =>
          tx.$queryRawUnsafe<{ level: string }[]>(`select current_setting('transaction_isolation') as level`),
        { isolationLevel: 'Serializable' },
      )
      expect(level).toEqual([{ level: 'serializable' }])
    })

    test('fails when it cannot be kept', async () => {
      await database.script(`create table deferred (id int unique deferrable initially deferred)`)
      const work = prisma.$transaction(async (tx) => {
        await tx.$executeRawUnsafe('insert into deferred values (1), (1)')
      })
      await expect(work).rejects.toThrow()
      expect(await database.query('select id from deferred')).toEqual([])
    })
  })
})
