import { randomInt } from 'node:crypto'
import { all } from '../../data/batching/condition.ts'
import { equals, flag } from '../../data/batching/conditions.ts'
import { insertRow, selectForUpdate, updateRows } from '../../data/write.ts'
import { idInput } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'

const alphanumerics = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Creates a key in the platform's format: `ii_` and 29 random letters and digits (172 bits). */
function createKey(): string {
  const characters = Array.from({ length: 29 }, () => alphanumerics[randomInt(alphanumerics.length)])
  return `ii_${characters.join('')}`
}

mutation('createApiKey', {
  description:
    'Creates an API key in place of the active one, which is refused from now on. Call it again if the answer was lost.',
  input: {},
  payload: { apiKey: 'ApiKey' },
  returns: {
    key: { type: 'String', description: 'The key itself. It is shown this one time: keep it.' },
  },
  errors: [],
  transaction: true,
  resolve: async ({ sql, viewer }) => {
    // Locked, so that the second of two concurrent calls sees the first one's key: the platform expects one
    // active key.
    await selectForUpdate(sql, 'User', ['id'], equals('User', 'id', viewer.id), 'update')
    const active = all([equals('ApiKey', 'userId', viewer.id), flag('ApiKey', 'isActive', true)])
    await updateRows(sql, 'ApiKey', { isActive: false }, active)
    const key = createKey()
    const made = await insertRow(sql, 'ApiKey', { userId: viewer.id, apiKey: key })
    return { apiKey: made?.id ?? null, key }
  },
  accountOf: (_done, viewer) => viewer.id,
})

mutation('deactivateApiKey', {
  description: 'Deactivates one of your API keys, at once and permanently.',
  input: { id: idInput('ApiKey') },
  payload: { apiKey: 'ApiKey' },
  errors: ['NotFoundError'],
  update: ({ id }) => ({ noun: 'API key', key: id, set: { isActive: false } }),
  accountOf: (_done, viewer) => viewer.id,
})
