import { revalidateViewer } from '../../auth/write-access.ts'
import { ForbiddenError } from '../../errors/client-errors.ts'
import type { Context } from '../context.ts'
import type { AuthorizedCall, Call, Handler } from './call.ts'
import type { Mutation } from './options.ts'

/**
 * Rejects calls of viewers who may not write at all, and of others than admins where `admin` is set. The
 * single statement of `update` checks the viewer's write access itself.
 */
export const withAuthorization =
  (name: string, { admin, update }: Mutation) =>
  (next: Handler<AuthorizedCall>): Handler<Call> => {
    const getViewer = ({ viewer }: Context) => {
      if (!viewer) throw new Error(`${name} ran without a viewer`)
      return viewer
    }
    if (update) return (call) => next({ ...call, viewer: getViewer(call.context) })
    return async (call) => {
      const viewer = await revalidateViewer(getViewer(call.context), call.context.reads)
      if (admin && !viewer.isAdmin) throw new ForbiddenError('Only admins may do this.')
      return next({ ...call, viewer })
    }
  }
