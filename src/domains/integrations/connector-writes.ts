import { deletedId, removeRow } from '../../schema/change.ts'
import { idOf } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'

mutation('disconnectConnector', {
  description:
    'Forgets the connection to a service, and its tokens. The service is not told: take the access back there too.',
  input: { id: idOf('Connector') },
  returns: { deletedId },
  errors: ['NotFoundError'],
  write: async ({ input: { id }, ...write }) => ({
    deletedId: await removeRow(write, 'Connector', id, { what: 'connector' }),
  }),
})
