import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'

type ServerInfo = { readonly schemaRevision: string | null; readonly absentTables: readonly string[] }

/** Returns the revision of II-Agent's own migrations; null in a database created by the gateway. */
async function readRevision({ sql }: Context): Promise<string | null> {
  const [table] = await sql.query<{ readable: boolean | null }>(
    `select has_table_privilege(to_regclass('public.alembic_version'), 'select') as readable`,
  )
  if (!table?.readable) return null
  const [row] = await sql.query<{ version: string }>(
    `select version_num::text as version from public.alembic_version order by 1 desc limit 1`,
  )
  return row?.version ?? null
}

const ServerInfo = builder.objectRef<ServerInfo>('ServerInfo').implement({
  description: 'What the gateway stands in front of.',
  fields: (t) => ({
    schemaRevision: t.string({
      nullable: true,
      description:
        'The revision of II-Agent’s tables, as its own migrations name it; null where the gateway made them.',
      resolve: (_info, _args, context) => readRevision(context),
    }),
    absentTables: t.exposeStringList('absentTables', {
      description:
        'Tables that this revision lacks. What is asked of them is answered from what took their place, or empty.',
    }),
  }),
})

builder.queryFields((t) => ({
  serverInfo: t.field({
    type: ServerInfo,
    description: 'Which revision of II-Agent’s database this is. No sign-in needed.',
    resolve: (_root, _args, { services }) => ({
      schemaRevision: null,
      absentTables: [...(services.features?.absentTables ?? [])].sort(),
    }),
  }),
}))
