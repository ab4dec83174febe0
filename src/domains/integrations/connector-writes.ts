import { idInput } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { deletedId, deleteOwnRow } from '../../schema/own-rows.ts'

mutation('disconnectConnector', {
  description:
    'Deletes the connection to a service and its tokens. The service is not notified: revoke the access there too.',
  input: { id: idInput('Connector') },
  returns: { deletedId },
  errors: ['NotFoundError'],
  resolve: async ({ input: { id }, ...write }) => ({
    deletedId: await deleteOwnRow(write, 'Connector', id, { noun: 'connector' }),
  }),
})
