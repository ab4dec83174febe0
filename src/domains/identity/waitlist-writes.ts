import { z } from 'zod'
import { equals } from '../../data/batching/conditions.ts'
import { deleteRows, insertRow } from '../../data/write.ts'
import { inputField } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { encodeNodeId } from '../../schema/node-id.ts'
import { NotFoundError } from '../../schema/write-errors.ts'

const maxAddressLength = 320
// The platform compares addresses in lower case.
const address = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.string().max(maxAddressLength))
  .pipe(z.email({ error: 'must be an e-mail address' }))

mutation('addToWaitlist', {
  description:
    'Adds an e-mail address to the waitlist, whose addresses may sign up while sign-up is restricted. An existing entry is not changed.',
  input: { email: inputField('String', address, 'The address, stored in lower case.') },
  payload: { entry: 'WaitlistEntry' },
  errors: [],
  admin: true,
  resolve: async ({ input: { email }, sql }) => {
    await insertRow(sql, 'WaitlistEntry', { email }, 'do nothing')
    return { entry: email }
  },
})

mutation('removeFromWaitlist', {
  description: 'Removes an e-mail address from the waitlist.',
  input: {
    email: inputField('String', address, 'The address to remove, in upper or lower case.'),
  },
  returns: { deletedId: { type: 'ID', description: 'The global id that the entry had.' } },
  errors: ['NotFoundError'],
  admin: true,
  resolve: async ({ input: { email }, sql }) => {
    const [removed] = await deleteRows(sql, 'WaitlistEntry', equals('WaitlistEntry', 'email', email))
    if (!removed) throw new NotFoundError('entry')
    return { deletedId: encodeNodeId('WaitlistEntry', email) }
  },
})
