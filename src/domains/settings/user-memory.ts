import { scrubText } from '../../auth/secret-patterns.ts'
import { condition } from '../../data/batching/condition.ts'
import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { inTurns } from '../../schema/in-turns.ts'
import { asStoredList, asStrings } from '../../schema/json-readers.ts'
import { defineFilter } from '../../schema/list-args.ts'
import { maskedText } from '../../schema/masked-text.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'

builder.prismaNode('UserMemory', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    memoryId: t.exposeString('memoryId'),
    agentId: t.exposeString('agentId', { nullable: true }),
    // Read as nullable: the platform's form of the table is not known to the letter.
    memory: t.field(maskedText('memory', 'The memory as text, credentials hidden.')),
    topics: t.stringList({
      description: 'The topics of the memory.',
      select: { topics: true },
      resolve: inTurns(({ topics }) => asStrings(asStoredList(topics)).map(scrubText)),
    }),
    input: t.field(
      maskedText(
        'input',
        'The user’s text that the memory was made from, credentials hidden; null if it was not recorded.',
      ),
    ),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true }),
    user: t.field(relation('User', 'userId')),
  }),
})

const isFiledUnder = (topic: string) =>
  condition(
    [JSON.stringify([topic])],
    (row, [topics]) => `${ref(row, 'UserMemory', 'topics')} @> ${topics}::jsonb`,
  )

builder.prismaObjectField('User', 'memories', (t) =>
  t.field(
    relatedConnection('UserMemory', {
      by: 'userId',
      filter: defineFilter('UserMemoryFilter', 'Which memories to list.', {
        topic: {
          type: 'String',
          description: 'Only memories with this topic.',
          where: isFiledUnder,
        },
      }),
      description:
        'The agent’s memories about the user, last changed first; empty on platform versions without them.',
    }),
  ),
)
