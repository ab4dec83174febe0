import { z } from 'zod'
import { insertRow } from '../../data/write.ts'
import {
  enumInput,
  idInput,
  inputField,
  optionalIdInput,
  optionalIdListInput,
  singleLine,
  text,
} from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { lockRow, lockRows } from '../../schema/own-rows.ts'
import { NotAllowedError, ValidationError } from '../../schema/write-errors.ts'
import { holdModel } from './model-choice.ts'

/** Agent types whose results can be turned into a website. */
const researchers: readonly unknown[] = ['deep_research', 'fast_research']
const forkType = 'research_to_website'
const maxAttachments = 50

const Sandbox = enumInput('ForkSandbox', 'The sandbox in which a fork works.', {
  share: 'The sandbox of the parent.',
  new: 'A sandbox of its own, created when the fork starts.',
})

mutation('forkSession', {
  description:
    'Creates a session that turns the research of another into a website. The platform starts its run.',
  input: {
    parentId: idInput('Session', 'A session of yours with a research agent.'),
    attachmentIds: optionalIdListInput('UserAsset', maxAttachments, 'Your files to work from.'),
    attachmentPaths: inputField(
      ['String'],
      z.array(singleLine(1_000)).max(maxAttachments).nullish(),
      'Paths on the parent’s machine to work from, as `send_user_files` names them. At least one path or id is needed.',
    ),
    instruction: inputField('String', text(10_000, 0).nullish(), 'An additional instruction for the fork.'),
    name: inputField(
      'String',
      singleLine(200).nullish(),
      'The name of the fork; without one, it is made from that of the parent.',
    ),
    modelSettingId: optionalIdInput(
      'ModelSetting',
      'One of your own model settings or the system’s; without it, that of the parent.',
    ),
    sandbox: inputField(Sandbox.type, Sandbox.rule.nullish(), 'The sandbox of the fork; SHARE by default.'),
  },
  payload: { session: 'Session' },
  errors: ['NotFoundError', 'NotAllowedError'],
  idempotent: true,
  resolve: async ({ input, ...write }) => {
    const parent = await lockRow(write, 'Session', input.parentId, {
      noun: 'session',
      fields: ['name', 'agentType', 'modelSettingId'],
    })
    if (!researchers.includes(parent.agentType)) {
      throw new NotAllowedError(`Only a session of ${researchers.join(' or ')} can be forked into a website.`)
    }
    const attachmentIds = input.attachmentIds ?? []
    const attachments = [...new Set([...(input.attachmentPaths ?? []), ...attachmentIds])]
    if (attachments.length === 0) {
      throw new ValidationError([{ path: 'attachmentPaths', message: 'must have at least one path or id' }])
    }
    await lockRows(write, 'UserAsset', attachmentIds, 'file')
    if (input.modelSettingId) await holdModel(write, input.modelSettingId)
    const forkInfo = {
      fork_type: forkType,
      parent_session_id: input.parentId,
      parent_agent_type: parent.agentType,
      context: { attachments, additional_instruction: input.instruction ?? '' },
      forked_at: new Date().toISOString(),
    }
    const session = await insertRow(write.sql, 'Session', {
      userId: write.viewer.id,
      name: input.name ?? `Continue from: ${parent.name ?? 'Untitled'}`,
      agentType: forkType,
      apiVersion: 'v1',
      parentSessionId: input.parentId,
      modelSettingId: input.modelSettingId ?? parent.modelSettingId,
      sessionMetadata: { fork_info: forkInfo },
    })
    if (input.sandbox !== 'new') await write.sql.query(shareSandbox, [session?.id, input.parentId])
    return { session: session?.id ?? null }
  },
})

const shareSandbox = `insert into agent_sandboxes (session_id, provider, provider_sandbox_id, status, expired_at, provider_data)
select $1, provider, provider_sandbox_id, status, expired_at, provider_data from agent_sandboxes
where session_id = $2 and status <> 'deleted' order by created_at desc limit 1`
