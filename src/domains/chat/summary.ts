import { scrubText } from '../../auth/secret-patterns.ts'
import { orderBy } from '../../data/batching/order.ts'
import { builder } from '../../schema/builder.ts'
import { computed, optionalColumn } from '../../schema/computed.ts'
import { inTurns } from '../../schema/in-turns.ts'
import { asNumber, asString } from '../../schema/json-readers.ts'
import { firstRelated, relatedConnection, relation } from '../../schema/relations.ts'

builder.prismaNode('ChatSummary', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    text: t.string({
      description: 'The summary, credentials hidden.',
      select: { summaryText: true },
      resolve: inTurns(({ summaryText }) => scrubText(summaryText)),
    }),
    modelId: t.exposeString('modelId'),
    originalTokens: t.expose('originalTokens', { type: 'BigInt' }),
    summaryTokens: t.expose('summaryTokens', { type: 'BigInt' }),
    compressionRatio: t.float({
      nullable: true,
      description: '`summaryTokens` divided by `originalTokens`; null if that is not a finite number.',
      select: { compressionRatio: true },
      resolve: ({ compressionRatio }) => asNumber(compressionRatio),
    }),
    authority: t.string({
      nullable: true,
      description:
        'The author of the summary: `native`, or the name of a command-line agent; null on platform versions that do not record it.',
      ...computed(
        'ChatSummary',
        'authority',
        optionalColumn('ChatSummary', 'summary_authority', 'varchar'),
        asString,
      ),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(relation('Session', 'sessionId')),
    endMessage: t.field(
      relation('ChatMessage', 'endMessageId', { description: 'The last message that the summary covers.' }),
    ),
    previous: t.field(
      relation('ChatSummary', 'parentSummaryId', {
        description: 'The summary that this one includes; null for the first.',
      }),
    ),
    next: t.field(
      firstRelated('ChatSummary', {
        by: 'parentSummaryId',
        description: 'The summary that follows this one; null for the newest.',
      }),
    ),
  }),
})

builder.prismaObjectField('ChatMessage', 'summary', (t) =>
  t.field(
    firstRelated('ChatSummary', {
      by: 'endMessageId',
      order: orderBy('ChatSummary', ['createdAt'], 'desc'),
      description: 'The newest summary of the chat up to this message, where one ends here; for the owner.',
    }),
  ),
)

builder.prismaObjectField('Session', 'chatSummaries', (t) =>
  t.field(
    relatedConnection('ChatSummary', {
      by: 'sessionId',
      description: 'The summaries of older parts of the chat, oldest first; for the owner.',
    }),
  ),
)
