import { all } from '../../data/batching/condition.ts'
import { equals, flag, isNotNull, isNull, noneOf } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { builder } from '../../schema/builder.ts'
import { inTurns } from '../../schema/in-turns.ts'
import { asStoredList, asStrings } from '../../schema/json-readers.ts'
import { defineFilter } from '../../schema/list-args.ts'
import { loadList } from '../../schema/load-list.ts'
import { openField } from '../../schema/open-field.ts'
import { connection, relatedList, relation } from '../../schema/relations.ts'
import { isSwitchedOff } from './skill-override.ts'
import { SkillSource } from './values.ts'

builder.prismaNode('Skill', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    source: t.field(openField(SkillSource, 'source', 'The origin of the skill.')),
    sourceText: t.exposeString('source'),
    sourceUrl: t.exposeString('sourceUrl', { nullable: true }),
    content: t.string({
      nullable: true,
      description: 'The instructions, in Markdown: of your own skills alone.',
      select: { skillMdContent: true, userId: true },
      resolve: ({ skillMdContent, userId }, _args, { viewer }) =>
        viewer && userId === viewer.id ? skillMdContent : null,
    }),
    allowedTools: t.stringList({
      description: 'Names of the tools it may use; an empty list sets no limit.',
      select: { allowedTools: true },
      resolve: inTurns(({ allowedTools }) => asStrings(asStoredList(allowedTools))),
    }),
    license: t.exposeString('license', { nullable: true }),
    compatibility: t.exposeString('compatibility', { nullable: true }),
    isEnabled: t.boolean({
      description: 'Whether your agents may use the skill, by your own setting or by default.',
      select: { isEnabled: true, userId: true, name: true },
      resolve: async ({ isEnabled, userId, name }, _args, context) =>
        isEnabled && !(userId === null && (await isSwitchedOff(context, name))),
    }),
    isEnabledByDefault: t.exposeBoolean('isEnabled', {
      description: 'Whether the skill is enabled by default, regardless of your own setting.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(
      relation('User', 'userId', { description: 'The user who added the skill; null for builtin ones.' }),
    ),
  }),
})

const byName = orderBy('Skill', ['name'], 'asc')
const madeByUser = noneOf('Skill', 'source', ['builtin'])

builder.prismaObjectFields('User', (t) => ({
  skills: t.field(
    relatedList('Skill', {
      by: 'userId',
      where: madeByUser,
      description: 'Skills that the user added, by name.',
    }),
  ),
  switchedOffSkills: t.field(
    relatedList('Skill', {
      by: 'userId',
      where: all([equals('Skill', 'source', 'builtin'), flag('Skill', 'isEnabled', false)]),
      description: 'The rows that record which builtin skills the user switched off, by name.',
    }),
  ),
}))

builder.queryFields((t) => ({
  availableSkills: t.field({
    type: ['Skill'],
    description: 'The skills that your agents can be given: the builtin ones, then your own, each by name.',
    authScopes: { signedIn: true },
    resolve: async (_root, _args, context, info) => {
      const own = all([equals('Skill', 'userId', context.viewer?.id), madeByUser])
      const [builtin, added] = await Promise.all(
        [isNull('Skill', 'userId'), own].map((where) =>
          loadList(context, info, 'Skill', { where, order: byName }),
        ),
      )
      return [...(builtin ?? []), ...(added ?? [])]
    },
  }),
  skills: t.field({
    ...connection('Skill', {
      filter: defineFilter('SkillFilter', 'Which skills to list.', {
        isBuiltin: {
          type: 'Boolean',
          description: 'Only builtin skills, or only those of users.',
          where: (builtin: boolean) => (builtin ? isNull : isNotNull)('Skill', 'userId'),
        },
        source: {
          type: [SkillSource.ref],
          description: 'Only files from any of these sources.',
          where: SkillSource.where('Skill', 'source'),
        },
      }),
      description: 'All skills, builtin and of users, by name, for admins.',
    }),
    authScopes: { admin: true },
  }),
}))
