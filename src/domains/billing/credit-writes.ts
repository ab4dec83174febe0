import { z } from 'zod'
import { equals } from '../../data/batching/conditions.ts'
import { insertRow, selectForUpdate, updateRows } from '../../data/write.ts'
import { expectedVersion, idInput, inputEnum, inputField, text } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import type { Write } from '../../schema/write.ts'
import { NotFoundError, ValidationError, VersionConflictError } from '../../schema/write-errors.ts'
import { CreditType } from './values.ts'

const pool = inputEnum(CreditType, ['regular', 'bonus'], 'The credits to change; BONUS by default.')
const columns = { regular: 'credits', bonus: 'bonusCredits' } as const

// The scalar accepts only decimals that the column represents exactly.
const decimal = z.string()
const isZero = (amount: string) => /^-?[0.]+$/.test(amount)

type Movement = {
  readonly userId: string
  readonly pool: keyof typeof columns
  readonly amount: string
  readonly type: string
  readonly description: string
  readonly expectedVersion?: string | null
}

/**
 * Moves credits: the balance, which every writer locks first, and its ledger entry. Throws `NotFoundError`
 * for an unknown user, and `ValidationError` if the balance would leave its bounds.
 */
async function moveCredits({ sql, viewer }: Write<unknown>, movement: Movement) {
  const { userId, pool, amount, type, description } = movement
  const [user] = await selectForUpdate(sql, 'User', ['id'], equals('User', 'id', userId), 'key share')
  if (!user) throw new NotFoundError('user')
  await sql.query('insert into credit_balances (user_id) values ($1) on conflict do nothing', [userId])
  const ofUser = equals('CreditBalance', 'userId', userId)
  const column = columns[pool]
  const [balance] = await selectForUpdate(sql, 'CreditBalance', ['id', 'version', column], ofUser, 'update')
  const { id, version, [column]: before } = balance as Record<string, string>
  if (!id || !version) throw new Error(`The balance of ${userId} is gone`)
  if (movement.expectedVersion != null && movement.expectedVersion !== version) {
    throw new VersionConflictError(version, { model: 'CreditBalance', key: id })
  }
  const [sum] = await sql.query<{ after: string; fits: boolean }>(
    `select ($1::numeric + $2::numeric)::text as after,
abs($1::numeric + $2::numeric) < 1e12 and ($3 or $1::numeric + $2::numeric >= least(0, $1::numeric)) as fits`,
    [before, amount, pool === 'regular'],
  )
  if (!sum?.fits) {
    const message = `would leave ${sum?.after} credits of this kind`
    throw new ValidationError([{ path: 'amount', message }])
  }
  await updateRows(sql, 'CreditBalance', { [column]: sum.after }, ofUser)
  const entry = await insertRow(sql, 'CreditTransaction', {
    userId,
    transactionType: type,
    creditType: pool,
    amount,
    balanceAfter: sum.after,
    description,
    data: { source: 'admin', admin_id: viewer.id },
  })
  return { balance: id, transaction: entry?.id ?? null }
}

const sharedInput = {
  user: idInput('User'),
  pool: { ...pool, rule: pool.rule.default('bonus') },
  description: inputField(
    'String',
    text(1_000),
    'The description of the ledger entry, at most 1,000 characters.',
  ),
}

mutation('grantCredits', {
  description: 'Grants credits to a user: adds a ledger entry and changes the balance.',
  input: {
    ...sharedInput,
    amount: inputField(
      'Decimal',
      decimal.refine((amount) => !amount.startsWith('-') && !isZero(amount), 'must be above zero'),
      'Above zero.',
    ),
  },
  payload: { balance: 'CreditBalance', transaction: 'CreditTransaction' },
  errors: ['NotFoundError'],
  admin: true,
  idempotent: true,
  resolve: ({ input: { user: userId, ...input }, ...write }) => {
    const type = input.pool === 'bonus' ? 'bonus_grant' : 'adjustment'
    return moveCredits({ input, ...write }, { userId, type, ...input })
  },
})

mutation('adjustCredits', {
  description:
    'Corrects the credits of a user, up or down: adds a ledger entry and changes the balance. Bonus credits cannot fall below zero.',
  input: {
    ...sharedInput,
    amount: inputField(
      'Decimal',
      decimal.refine((amount) => !isZero(amount), 'must not be zero'),
      'The number of credits: above zero to add, below zero to subtract.',
    ),
    expectedVersion,
  },
  payload: { balance: 'CreditBalance', transaction: 'CreditTransaction' },
  errors: ['NotFoundError', 'VersionConflictError'],
  admin: true,
  idempotent: true,
  resolve: ({ input: { user: userId, ...input }, ...write }) =>
    moveCredits({ input, ...write }, { userId, type: 'adjustment', ...input }),
})
