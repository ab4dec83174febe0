import { column, keyOf, type Model, ref, table } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'

type Reference = {
  readonly child: Model
  readonly field: string
  readonly parent: Model
  readonly by?: string
}

/** References without a foreign key, whose parent row may be missing. */
const references: readonly Reference[] = [
  { child: 'RunTask', field: 'sessionId', parent: 'Session' },
  { child: 'TaskLog', field: 'taskId', parent: 'RunTask' },
  { child: 'AgentRunMessage', field: 'sessionId', parent: 'Session' },
  { child: 'AgentRunMessage', field: 'runId', parent: 'RunTask' },
  { child: 'SessionSummary', field: 'sessionId', parent: 'Session' },
  { child: 'AgentEventLog', field: 'sessionId', parent: 'Session' },
  { child: 'AgentSandbox', field: 'sessionId', parent: 'Session' },
  { child: 'ApplicationEvent', field: 'sessionId', parent: 'Session' },
  { child: 'ApplicationEvent', field: 'runId', parent: 'RunTask' },
  { child: 'ApplicationEvent', field: 'userId', parent: 'User' },
  { child: 'ChatMessage', field: 'sessionId', parent: 'Session' },
  { child: 'ChatMessage', field: 'parentMessageId', parent: 'ChatMessage' },
  { child: 'ChatSummary', field: 'sessionId', parent: 'Session' },
  { child: 'ChatSummary', field: 'parentSummaryId', parent: 'ChatSummary' },
  { child: 'ChatProviderContainer', field: 'sessionId', parent: 'Session' },
  { child: 'ChatProviderFile', field: 'sessionId', parent: 'Session' },
  { child: 'CreditTransaction', field: 'userId', parent: 'User' },
  { child: 'CreditTransaction', field: 'sessionId', parent: 'Session' },
  { child: 'CreditTransaction', field: 'runId', parent: 'RunTask' },
  { child: 'StorybookPage', field: 'id', parent: 'StorybookPageLink', by: 'pageId' },
]

const maxCounted = 10_000

function countText({ child, field, parent, by = keyOf(parent) }: Reference, index: number): string {
  const value = ref('c', child, field)
  // Two tables store a session's uuid as text.
  const isText = column(child, field).type !== column(parent, by).type
  const key = isText ? `${ref('p', parent, by)}::text` : ref('p', parent, by)
  return `select ${index} as index, count(*)::int as count from (select from ${table(child).name} c
where ${value} is not null and not exists (select from ${table(parent).name} p where ${key} = ${value}) limit ${maxCounted}) s`
}

type Orphans = Reference & { readonly count: number }

const OrphanCount = builder.objectRef<Orphans>('OrphanCount').implement({
  description: 'The rows of a table whose reference in one column points to a missing row.',
  fields: (t) => ({
    table: t.string({
      description: 'The name of the table.',
      resolve: ({ child }) => table(child).name,
    }),
    column: t.string({
      description: 'The column with the reference.',
      resolve: ({ child, field }) => column(child, field).name,
    }),
    parentTable: t.string({
      description: 'The table that the references point to.',
      resolve: ({ parent }) => table(parent).name,
    }),
    count: t.exposeInt('count', {
      description: `The number of such rows; ${maxCounted} means that many or more.`,
    }),
  }),
})

builder.queryFields((t) => ({
  orphans: t.field({
    type: [OrphanCount],
    description:
      'The numbers of rows whose parent was deleted, for references without a foreign key; for admins. Reads whole tables, so do not poll it.',
    authScopes: { admin: true },
    resolve: async (_root, _args, { sql, services }) => {
      const absent = services.features?.absentTables
      const present = references.filter(({ child }) => !absent?.has(table(child).name))
      const text = present.map(countText).join('\nunion all\n')
      const rows = await sql.query<{ index: number; count: number }>(text)
      const counts = new Map(rows.map(({ index, count }) => [index, count]))
      return present.map((reference, index) => ({ ...reference, count: counts.get(index) ?? 0 }))
    },
  }),
}))
