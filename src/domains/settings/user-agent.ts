import { scrubJson } from '../../auth/scrub.ts'
import { flag } from '../../data/batching/conditions.ts'
import { builder } from '../../schema/builder.ts'
import { defineFilter } from '../../schema/list-args.ts'
import { maskedText } from '../../schema/masked-text.ts'
import { redacted } from '../../schema/redaction.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'

const scrubbedJson = (column: string, description: string) => ({
  type: 'JSON' as const,
  nullable: true as const,
  description,
  ...redacted([column], ({ [column]: value }, audience) => scrubJson(value, audience)),
})

builder.prismaNode('UserAgent', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    // Read as nullable where the platform's form of the table is not known to the letter.
    name: t.exposeString('agentName', { nullable: true }),
    tag: t.exposeString('tag', { nullable: true }),
    modelId: t.exposeString('modelId', { nullable: true }),
    systemPrompt: t.field(maskedText('systemPrompt', 'The system prompt of the agent, credentials hidden.')),
    toolArgs: t.field(
      scrubbedJson(
        'toolArgs',
        'The settings of the agent’s tools, credentials hidden; null if there are none.',
      ),
    ),
    skillMode: t.exposeString('skillMode', { nullable: true }),
    skillConfig: t.field(
      scrubbedJson('skillConfig', 'The agent’s own settings of skills; null if there are none.'),
    ),
    connectorMode: t.exposeString('connectorMode', { nullable: true }),
    connectorConfig: t.field(
      scrubbedJson('connectorConfig', 'The agent’s own settings of connected services, credentials hidden.'),
    ),
    isActive: t.exposeBoolean('isActive', { nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true }),
    user: t.field(relation('User', 'userId')),
  }),
})

builder.prismaObjectField('User', 'agents', (t) =>
  t.field(
    relatedConnection('UserAgent', {
      by: 'userId',
      filter: defineFilter('UserAgentFilter', 'Which agents to list.', {
        active: {
          type: 'Boolean',
          description: 'Only agents that can be chosen, or only those that cannot.',
          where: (active: boolean) => flag('UserAgent', 'isActive', active),
        },
      }),
      description:
        'The agents that the user configured, newest first; empty on platform versions without them.',
    }),
  ),
)
