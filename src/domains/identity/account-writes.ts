import { z } from 'zod'
import { all, always } from '../../data/batching/condition.ts'
import { equals, flag } from '../../data/batching/conditions.ts'
import type { Queryable } from '../../data/database.ts'
import { selectForUpdate } from '../../data/write.ts'
import { idInput, inputEnum, inputField } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { updateOwnRow } from '../../schema/own-rows.ts'
import { NotAllowedError } from '../../schema/write-errors.ts'
import { UserRole } from './values.ts'

const noun = 'user'

/**
 * Throws unless another active admin remains. Locks the admins, so that two cannot be removed concurrently.
 */
async function refuseLastAdmin(sql: Queryable, userId: string): Promise<void> {
  const active = all([equals('User', 'role', 'admin'), flag('User', 'isActive', true)])
  const admins = await selectForUpdate(sql, 'User', ['id'], active, 'update')
  if (admins.some(({ id }) => id === userId) && admins.length === 1) {
    throw new NotAllowedError('The last active admin must stay one.')
  }
}

mutation('setUserRole', {
  description: 'Makes a user an admin, or an admin a user, from the next request on.',
  input: {
    id: idInput('User'),
    role: inputEnum(UserRole, ['user', 'admin'], 'What the user may do from now on.'),
  },
  payload: { user: 'User' },
  errors: ['NotFoundError', 'NotAllowedError'],
  admin: true,
  transaction: true,
  resolve: async ({ input: { id, role }, ...write }) => {
    if (role !== 'admin') await refuseLastAdmin(write.sql, id)
    return { user: await updateOwnRow(write, 'User', id, { role }, { noun, rows: always }) }
  },
  accountOf: ({ user }) => user,
})

mutation('setUserActive', {
  description:
    'Deactivates an account, so that its user can no longer sign in, or activates it again; at once.',
  input: {
    id: idInput('User'),
    active: inputField(
      'Boolean',
      z.boolean(),
      'Whether the account is active; false ends the user’s access at once.',
    ),
  },
  payload: { user: 'User' },
  errors: ['NotFoundError', 'NotAllowedError'],
  admin: true,
  transaction: true,
  resolve: async ({ input: { id, active }, ...write }) => {
    if (!active) await refuseLastAdmin(write.sql, id)
    return { user: await updateOwnRow(write, 'User', id, { isActive: active }, { noun, rows: always }) }
  },
  accountOf: ({ user }) => user,
})

mutation('deactivateAccount', {
  description:
    'Deactivates your account: nothing is deleted, but you can no longer sign in, and your API keys are refused. Only an admin can activate it again.',
  input: {
    confirm: inputField(
      'Boolean',
      z.literal(true, { error: 'must be true: you cannot open the account again yourself' }),
      'Must be true.',
    ),
  },
  payload: { user: 'User' },
  errors: ['NotAllowedError'],
  transaction: true,
  resolve: async (write) => {
    await refuseLastAdmin(write.sql, write.viewer.id)
    return { user: await updateOwnRow(write, 'User', write.viewer.id, { isActive: false }, { noun }) }
  },
  accountOf: ({ user }) => user,
})
