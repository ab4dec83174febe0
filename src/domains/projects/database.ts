import { builder } from '../../schema/builder.ts'
import { openEnum } from '../../schema/open-enum.ts'
import { openField } from '../../schema/open-field.ts'
import { relatedList, relation } from '../../schema/relations.ts'

const DatabaseSource = openEnum('DatabaseSource', 'Where a project’s database comes from.', {
  neondb: 'Made by the platform.',
  user: 'Provided by the user.',
  supabase: 'From the user’s account at Supabase.',
})

builder.prismaNode('ProjectDatabase', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The uuid in the gateway’s database.' }),
    source: t.field(openField(DatabaseSource, 'source', 'Where the database comes from.')),
    sourceText: t.exposeString('source', {
      description: 'The source of the database as stored, also if the enum does not list it.',
    }),
    databaseName: t.exposeString('databaseName', { nullable: true }),
    branchName: t.exposeString('branchName', { nullable: true }),
    isActive: t.exposeBoolean('isActive'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(relation('Session', 'sessionId')),
    project: t.field(
      relation('Project', 'sessionId', {
        by: 'sessionId',
        description: 'The project that the database was made for.',
      }),
    ),
  }),
})

builder.prismaObjectField('Session', 'databases', (t) =>
  t.field(
    relatedList('ProjectDatabase', {
      by: 'sessionId',
      description: 'Databases made for what the session builds, newest first; for the owner only.',
    }),
  ),
)
