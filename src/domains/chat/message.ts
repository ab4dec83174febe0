import { canSeeCosts } from '../../auth/scrub.ts'
import { scrubText } from '../../auth/secret-patterns.ts'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import { builder } from '../../schema/builder.ts'
import { inTurns } from '../../schema/in-turns.ts'
import { asStoredObject, asStrings } from '../../schema/json-readers.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { openField, openFieldOrNull } from '../../schema/open-field.ts'
import { redacted } from '../../schema/redaction.ts'
import { readRow, relatedConnection, relation } from '../../schema/relations.ts'
import { readAssets } from '../files/read-assets.ts'
import { parseMetrics, TokenUsageRef } from '../runs/metrics.ts'
import { MediaRequestRef, parseMediaRequest } from './media-request.ts'
import { ChatRole, FinishReason, MessageFilter } from './message-list.ts'
import { PartRef } from './part-types.ts'
import { parseParts } from './parts.ts'

const previewLength = 200

// A token that the truncation would split is read completely, so that it is recognized and masked.
defineComputedColumn('ChatMessage', 'preview', (row) => {
  const parts = `case jsonb_typeof(${row}.content) when 'array' then ${row}.content
when 'object' then case jsonb_typeof(${row}.content->'parts') when 'array' then ${row}.content->'parts' end end`
  return `(select left(p.part->>'text', ${3 * previewLength}) from jsonb_array_elements(${parts}) with ordinality p(part, n)
where p.part->>'type' = 'text' and jsonb_typeof(p.part->'text') = 'string' order by p.n limit 1)`
})

type ToolSwitch = { readonly name: string; readonly isOn: boolean }

const ToolSwitchRef = builder.objectRef<ToolSwitch>('ToolSwitch').implement({
  description: 'Whether the model may use a tool in this turn.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'The key of the tool in the message’s request, such as `web_search`.',
    }),
    isOn: t.exposeBoolean('isOn', { description: 'Whether the model may use it.' }),
  }),
})

builder.prismaNode('ChatMessage', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    role: t.field(
      openField(ChatRole, 'role', 'Who wrote the message: the user, the model, a tool or the platform.'),
    ),
    roleText: t.exposeString('role', {
      description: 'The role of the message as stored, also if the enum does not list it.',
    }),
    parts: t.field({
      type: [PartRef],
      description: 'The parts of the message, in order.',
      ...redacted(['content'], ({ content }, audience) => parseParts(content, audience)),
    }),
    preview: t.string({
      nullable: true,
      description: `The beginning of the first text part, at most ${previewLength} characters; null if there is none.`,
      ...redacted(['preview'], ({ preview }) =>
        typeof preview === 'string' ? [...scrubText(preview)].slice(0, previewLength).join('') : null,
      ),
    }),
    usage: t.field({
      type: TokenUsageRef,
      nullable: true,
      description: 'Tokens and, for the owner, cost of a model’s answer; null for other messages.',
      ...redacted(['usage'], ({ usage }, audience) => {
        const metrics = parseMetrics(usage)
        return metrics && !canSeeCosts(audience) ? { ...metrics, costUsd: null } : metrics
      }),
    }),
    tokens: t.expose('tokens', { type: 'BigInt', nullable: true }),
    model: t.exposeString('model', { nullable: true }),
    modelSetting: t.field({
      type: 'ModelSetting',
      nullable: true,
      description: 'The model setting that `model` names; null if it names none that is visible to you.',
      select: { model: true },
      resolve: ({ model }, _args, context, info) =>
        readRow(context, info, 'ModelSetting', 'id', toModelKey('ModelSetting', model)),
    }),
    tools: t.field({
      type: [ToolSwitchRef],
      description: 'The tools that the user switched on or off for this turn of the chat.',
      select: { tools: true },
      resolve: inTurns(({ tools }) =>
        Object.entries(asStoredObject(tools) ?? {}).map(([name, isOn]) => ({
          name: scrubText(name),
          isOn: isOn === true,
        })),
      ),
    }),
    mediaRequest: t.field({
      type: MediaRequestRef,
      nullable: true,
      description: 'The request for an image, a video or a storybook; null for other messages.',
      select: { metadata: true },
      resolve: inTurns(({ metadata }) => parseMediaRequest(metadata)),
    }),
    fileIds: t.idList({
      description: 'The uuids of the attached files, deleted ones included.',
      select: { fileIds: true },
      resolve: inTurns(({ fileIds }) => asStrings(fileIds)),
    }),
    files: t.field({
      type: ['UserAsset'],
      description: 'The attached files, in order, without those that were deleted or are not visible to you.',
      select: { fileIds: true },
      resolve: ({ fileIds }, _args, context, info) => readAssets(context, info, asStrings(fileIds)),
    }),
    isFinished: t.exposeBoolean('isFinished', { nullable: true }),
    finishReason: t.field(
      openFieldOrNull(
        FinishReason,
        'finishReason',
        'Why the model’s answer ended; null for other messages and unfinished answers.',
      ),
    ),
    finishReasonText: t.exposeString('finishReason', { nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(relation('Session', 'sessionId')),
    parent: t.field(
      relation('ChatMessage', 'parentMessageId', {
        description: 'The user’s message that this one answers; null if it was deleted.',
      }),
    ),
    children: t.field(
      relatedConnection('ChatMessage', {
        by: 'parentMessageId',
        description:
          'The replies to this message: the model’s messages and the results of its tools, in order.',
      }),
    ),
  }),
})

builder.prismaObjectField('Session', 'messages', (t) =>
  t.field(
    relatedConnection('ChatMessage', {
      by: 'sessionId',
      filter: MessageFilter,
      description:
        'The chat, oldest message first: `last: 50` is the newest page, and `before` scrolls back.',
    }),
  ),
)

builder.queryField('message', (t) =>
  t.field({
    type: 'ChatMessage',
    nullable: true,
    description: 'A message of a session that you may see.',
    args: { id: t.arg.id({ required: true, description: 'The global id or uuid of the message.' }) },
    resolve: (_root, { id }, context, info) =>
      readRow(context, info, 'ChatMessage', 'id', toModelKey('ChatMessage', String(id))),
  }),
)
