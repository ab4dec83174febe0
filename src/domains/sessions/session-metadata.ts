import type { Audience } from '../../auth/scrub.ts'
import { scrubTextOrNull } from '../../auth/secret-patterns.ts'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import { uuidPattern } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import {
  asBooleanOrText,
  asDateTime,
  asObject,
  asStoredList,
  asStoredObject,
  asString,
  asText,
} from '../../schema/json-readers.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { ownerOnly, redacted } from '../../schema/redaction.ts'
import { readRow } from '../../schema/relations.ts'
import { readAssets } from '../files/read-assets.ts'
import { PlanRef, parsePlan, parseTodos, TodoRef } from './plan.ts'

type ForkInfo = {
  readonly forkType: string | null
  readonly parentAgentType: string | null
  readonly instruction: string | null
  readonly forkedAt: string | null
  /** Uuids of files, and paths on the parent's machine. */
  readonly attachments: readonly string[]
  readonly isOwners: boolean
}

type Reference = { readonly fileId: string | null; readonly type: string | null }
type AdvancedMode = { readonly isEnabled: boolean; readonly references: readonly Reference[] }

const isUuid = (text: string) => uuidPattern.test(text)

const ForkInfoRef = builder.objectRef<ForkInfo>('ForkInfo').implement({
  description: 'How a session was forked from another.',
  fields: (t) => ({
    forkType: t.exposeString('forkType', {
      nullable: true,
      description: 'The type of the fork, such as `research_to_website`.',
    }),
    parentAgentType: t.exposeString('parentAgentType', {
      nullable: true,
      description: 'The kind of agent that worked in the parent.',
    }),
    instruction: t.exposeString('instruction', {
      nullable: true,
      description: 'The additional instruction for the fork; null if there was none.',
    }),
    forkedAt: t.expose('forkedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the fork was made.',
    }),
    attachmentIds: t.idList({
      description:
        'Uuids of the files that the fork works from, those that are gone included; for the owner.',
      resolve: ({ attachments, isOwners }) => (isOwners ? attachments.filter(isUuid) : []),
    }),
    attachmentPaths: t.stringList({
      description:
        'Paths on the parent’s machine that the fork works from, as `send_user_files` named them; for the owner.',
      resolve: ({ attachments, isOwners }) =>
        isOwners ? attachments.flatMap((path) => (isUuid(path) ? [] : (scrubTextOrNull(path) ?? []))) : [],
    }),
    attachments: t.field({
      type: ['UserAsset'],
      description: 'The files of the ids, as far as they are still there and you may see them.',
      resolve: ({ attachments }, _args, context, info) =>
        readAssets(context, info, attachments.filter(isUuid)),
    }),
  }),
})

export const MediaReferenceRef = builder.objectRef<Reference>('MediaReference').implement({
  description: 'A reference file that generated media should resemble.',
  fields: (t) => ({
    type: t.exposeString('type', { nullable: true, description: '`subject`, `scene` or `style`.' }),
    fileId: t.exposeID('fileId', {
      nullable: true,
      description: 'The uuid of the file, also if it was deleted or is not visible to you.',
    }),
    file: t.field({
      type: 'UserAsset',
      description: 'The file; null if it was deleted or is not visible to you.',
      nullable: true,
      resolve: ({ fileId }, _args, context, info) =>
        readRow(context, info, 'UserAsset', 'id', toModelKey('UserAsset', fileId)),
    }),
  }),
})

const AdvancedModeRef = builder.objectRef<AdvancedMode>('AdvancedMode').implement({
  description: 'Reference files that the media made in a session should resemble.',
  fields: (t) => ({
    isEnabled: t.exposeBoolean('isEnabled', { description: 'Whether the references are in use.' }),
    references: t.expose('references', {
      type: [MediaReferenceRef],
      description: 'The reference files, each with what to take from it.',
    }),
  }),
})

/** Parses a list of file references, each an object with a file's id, or a bare id; empty for a value that is not a list. */
export function parseReferences(value: unknown): Reference[] {
  return asStoredList(value).flatMap((item) => {
    const given = asObject(item)
    if (given && !('file_id' in given)) return []
    if (given)
      return [{ fileId: asText(given.file_id), type: asString(given.type) ?? asString(given.frame_type) }]
    const fileId = asText(item)
    return fileId === null ? [] : [{ fileId, type: null }]
  })
}

/** Uuids and paths of files: bare, or the ids of objects. */
const parseAttachments = (value: unknown): string[] =>
  asStoredList(value)
    .map((item) => asString(asObject(item)?.id ?? item))
    .filter((id) => id !== null)

function parseForkInfo(value: unknown, { owner, admin }: Audience): ForkInfo | null {
  const info = asStoredObject(value)
  if (!info) return null
  return {
    forkType: asString(info.fork_type),
    parentAgentType: asString(info.parent_agent_type),
    instruction: scrubTextOrNull(asStoredObject(info.context)?.additional_instruction),
    forkedAt: asDateTime(info.forked_at),
    attachments: parseAttachments(asStoredObject(info.context)?.attachments),
    isOwners: owner || admin === true,
  }
}

function parseAdvancedMode(value: unknown): AdvancedMode | null {
  const mode = asStoredObject(value)
  if (!mode) return null
  return { isEnabled: asBooleanOrText(mode.enabled) ?? false, references: parseReferences(mode.references) }
}

const metadata = (key: string) => (row: string) => `${row}.session_metadata->'${key}'`

defineComputedColumn('Session', 'forkInfo', metadata('fork_info'))

builder.prismaObjectFields('Session', (t) => ({
  plan: t.field({
    type: PlanRef,
    nullable: true,
    description: 'The plan that the agent follows; null where there is none.',
    ...computed('Session', 'plan', metadata('plan'), parsePlan),
  }),
  isTitlePending: t.boolean({
    description:
      'Whether the name is still the beginning of the first message, which the platform replaces with a generated title.',
    ...computed(
      'Session',
      'isTitlePending',
      (row) => `coalesce(${row}.session_metadata->>'title_pending' = 'true', false)`,
      (value) => value === true,
    ),
  }),
  todos: t.field({
    type: [TodoRef],
    description: 'The agent’s to-do list; empty if it has none.',
    ...computed('Session', 'todos', metadata('todos'), parseTodos),
  }),
  forkInfo: t.field({
    type: ForkInfoRef,
    nullable: true,
    description: 'How the session was forked from its parent; null where it was not.',
    ...redacted(['forkInfo'], ({ forkInfo }, audience) => parseForkInfo(forkInfo, audience)),
  }),
  advancedMode: t.field({
    type: AdvancedModeRef,
    description: 'The reference files for media made in the session; null for other viewers than the owner.',
    ...ownerOnly(computed('Session', 'advancedMode', metadata('advanced_mode'), parseAdvancedMode)),
  }),
}))
