import { readRevision } from '../../data/revision.ts'
import { builder } from '../../schema/builder.ts'

type ServerInfo = { readonly schemaRevision: string | null; readonly absentTables: readonly string[] }

const ServerInfo = builder.objectRef<ServerInfo>('ServerInfo').implement({
  description: 'The database that the gateway serves.',
  fields: (t) => ({
    schemaRevision: t.string({
      nullable: true,
      description:
        'The revision of II-Agent’s tables, as its own migrations name it; null where the gateway made them.',
      resolve: (_info, _args, { sql }) => readRevision(sql),
    }),
    absentTables: t.exposeStringList('absentTables', {
      description:
        'The tables that this revision lacks. Their fields are answered from the tables that replaced them, or empty.',
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
