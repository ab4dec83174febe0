import { type Clock, stamped } from './clock.ts'
import { people, sessions } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { secrets } from './secrets.ts'
import { models } from './settings.ts'
import { uuid } from './uuid.ts'

const memory = (userId: string, memory: string, created: string, row: Row): Row => ({
  id: uuid(`memory ${memory}`),
  memory_id: uuid(`memory id ${memory}`),
  user_id: userId,
  agent_id: null,
  memory,
  topics: null,
  input: null,
  version: 0,
  ...row,
  ...stamped(created),
})

const agent = (userId: string, agent_name: string, created: string, row: Row): Row => ({
  id: uuid(`agent ${agent_name}`),
  user_id: userId,
  agent_name,
  tag: null,
  model_id: null,
  system_prompt: null,
  tool_args: null,
  skill_mode: 'default',
  connector_mode: 'default',
  skill_config: null,
  connector_config: null,
  metadata: null,
  is_active: true,
  ...row,
  ...stamped(created),
})

const deadLetter = (resource_id: string, created_at: string, row: Row): Row => ({
  id: uuid(`dead letter ${resource_id}`),
  session_id: null,
  user_id: people.kenji.id,
  provider: 'openai',
  resource_kind: 'file',
  resource_id,
  error_message: null,
  resolved_at: null,
  resolved_by: null,
  resolved_note: null,
  ...row,
  created_at,
})

/** Rows of the tables that only newer platform revisions have. */
export function newerRows({ ago }: Clock): TableRows {
  return {
    user_memories: [
      memory(people.demo.id, 'Prefers concise answers with sources.', ago('5w'), {
        topics: ['style', 'sources'],
        input: 'Please keep it short, and say where it is from.',
      }),
      memory(people.demo.id, 'Runs a design studio with three people.', ago('2w'), {
        agent_id: 'ii_agent',
        topics: ['work'],
        input: `We are three at the studio; our repository opens with ${secrets.githubToken}.`,
        version: 2,
      }),
      memory(people.maria.id, 'Writes in Vietnamese.', ago('1w'), { topics: ['language'] }),
    ],
    user_agents: [
      agent(people.demo.id, 'Invoice clerk', ago('3w'), {
        tag: 'office',
        model_id: models.sonnet,
        system_prompt: 'You put invoices in order, by customer and month.',
        tool_args: { web_search: { max_results: 5 }, api_key: secrets.githubToken },
        skill_mode: 'custom',
        connector_mode: 'custom',
        skill_config: { enabled: ['pdf', 'spreadsheet'] },
        connector_config: { enabled: ['google_drive'], access_token: secrets.googleAccessToken },
      }),
      agent(people.demo.id, 'Old clerk', ago('7w'), { is_active: false }),
      agent(people.maria.id, 'Translator', ago('6d'), { tag: 'language' }),
    ],
    purge_dead_letter: [
      deadLetter('file-81', ago('6d'), {
        session_id: sessions.kenjiOwn,
        error_message: `404: no such file for ${secrets.googleAccessToken}`,
      }),
      deadLetter('vs-17', ago('2w'), {
        resource_kind: 'vector_store',
        resolved_at: ago('9d'),
        resolved_by: people.admin.email,
        resolved_note: 'Removed by hand.',
      }),
    ],
    sar_intake: [
      {
        user_id: people.kenji.id,
        received_at: ago('8d'),
        verified_at: ago('7d'),
        closed_at: null,
        verification_method: 'email',
        requesting_authority: 'USER_SELF_SERVICE',
        scope: 'ALL',
        session_count_flagged: 1,
        retention_exception_kind: 'tax',
        retention_exception_detail: 'Invoices are kept for ten years.',
      },
      {
        user_id: people.maria.id,
        received_at: ago('5w'),
        verified_at: ago('5w'),
        closed_at: ago('4w'),
        verification_method: 'email',
        requesting_authority: 'USER_SELF_SERVICE',
        scope: 'ALL',
        session_count_flagged: 0,
        retention_exception_kind: null,
        retention_exception_detail: null,
      },
    ],
  }
}
