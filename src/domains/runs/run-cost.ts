import type { Batch } from '../../data/batching/loaders.ts'
import { keysText } from '../../data/batching/statement.ts'
import { builder } from '../../schema/builder.ts'

// The runs were read under the viewer's access rules, and are visible only to their session's owner and
// admins. Entries of other users' ledgers that reference the run do not count. Since `run_id` has no index,
// the ledger of each session is read once through its index on (session_id, created_at), instead of the
// owner's whole history per run, and only the entries of these runs leave the scan. The user is compared
// outside of the fence (`offset 0`): inside, the planner combines that index with the one of all the user's
// entries.
const creditsOfRuns: Batch<string, string> = {
  name: 'credits of runs',
  reads: (run) => [{ model: 'CreditTransaction', by: 'runId', key: run }],
  load: async (runIds, sql) => {
    const rows = await sql.query<{ id: string; credits: string }>(
      {
        name: 'credits_of_runs',
        text: `select c.run_id as id, -sum(c.amount) as credits
from (select r.session_id, s.user_id, array_agg(r.id) as run_ids from run_tasks r
  join sessions s on s.id = r.session_id where r.id = any(${keysText('$1', 'uuid')}) group by r.session_id, s.user_id) asked
cross join lateral (select c.run_id, c.user_id, c.amount from credit_transactions c
  where c.session_id = asked.session_id and c.run_id = any(asked.run_ids) offset 0) c
where c.user_id = asked.user_id group by c.run_id`,
      },
      [runIds],
    )
    const credits = new Map(rows.map((row) => [row.id, row.credits]))
    return runIds.map((id) => credits.get(id) ?? '0.000000')
  },
}

const ended = new Set(['completed', 'cancelled', 'failed'])

builder.prismaObjectFields('RunTask', (t) => ({
  cost: t.field({
    type: 'Decimal',
    description: 'The credits that the run has cost so far: its charges in the ledger minus refunds.',
    select: { id: true },
    resolve: ({ id }, _args, { loaders }) => loaders.batch(creditsOfRuns, id),
  }),
  duration: t.float({
    nullable: true,
    description: 'The duration of the run in seconds; null while the run has not ended.',
    select: { status: true, createdAt: true, updatedAt: true },
    resolve: ({ status, createdAt, updatedAt }) =>
      ended.has(status) ? Math.max(0, (Date.parse(updatedAt) - Date.parse(createdAt)) / 1_000) : null,
  }),
}))
