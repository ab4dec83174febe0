import { always } from '../../data/batching/condition.ts'
import { idInput } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { lockRow } from '../../schema/own-rows.ts'
import { UnavailableError } from '../../schema/write-errors.ts'
import { takeStep } from './run-step.ts'

mutation('cancelRun', {
  description:
    'Asks the worker of a run to stop: the run is ABORTING until the worker has stopped. A repeated call asks again. Admins may cancel any run.',
  input: { id: idInput('RunTask') },
  payload: { run: 'RunTask' },
  errors: ['NotFoundError', 'NotAllowedError', 'UnavailableError'],
  transaction: true,
  resolve: async ({ input: { id }, ...write }) => {
    const { viewer, context } = write
    const rows = viewer.isAdmin ? always : undefined
    const { status } = await lockRow(write, 'RunTask', id, {
      noun: 'run',
      fields: ['status'],
      strength: 'update',
      rows,
    })
    const { platform } = context.services
    if (!platform) {
      throw new UnavailableError(
        'Runs cannot be cancelled here: this gateway knows no Redis of the platform.',
      )
    }
    if (status !== 'aborting') await takeStep(write, id, 'aborting', { rows })
    // Sent last: if it fails, the run is not marked as aborting.
    await platform.cancelRuns([id]).catch((err) => {
      context.log.warn({ err, requestId: context.requestId }, 'a run could not be cancelled')
      throw new UnavailableError('The platform could not be told to cancel the run: try again.')
    })
    return { run: id }
  },
})
