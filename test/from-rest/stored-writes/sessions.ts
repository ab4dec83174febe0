import { expect } from 'vitest'
import { people, sessions } from '../../../src/demo/identities.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { deleted, inserted, type StoredWrite, updated, versioned } from './stored-write.ts'

const { longChat, research, council, website, fresh } = sessions
const model = '5afcf6ab-a4d6-483a-9bb0-4480a5ed356d'
const file = uuid('asset map')
const attachment = 'ebfbca92-fd24-4f92-9e8e-2ca4a94cc2e2'
const [first, second] = ['6c1f2a52-8d0e-4d7a-9f0b-0d6a3f1f5a01', '6c1f2a52-8d0e-4d7a-9f0b-0d6a3f1f5a02']
const user_id = people.demo.id
const newSession = {
  id: 'new',
  user_id,
  version: 0,
  model_setting_id: model,
  status: 'active',
  is_public: false,
  is_deleted: false,
}

const milestones = [
  { key: second, content: 'Plant', status: 'PENDING', details: 'Deep', dependencies: [first] },
  { key: first, content: 'Dig', status: 'IN_PROGRESS', details: '', dependencies: [] },
]
const plan = {
  summary: 'A garden',
  milestones: [
    { id: second, content: 'Plant', status: 'pending', details: 'Deep', dependencies: [first] },
    { id: first, content: 'Dig', status: 'in_progress', details: '', dependencies: [] },
  ],
}
const setMetadata = (session: string) =>
  `update sessions set session_metadata = '{"other": 1, "title_pending": true}' where id = '${session}'`
const wasDeleted = (session: string) => [
  inserted('application_events', {
    id: 'new',
    event_type: 'session.deleted',
    event_group: 'session',
    session_id: session,
    user_id,
    content: {},
  }),
  versioned('sessions', { is_deleted: true }),
]
const bookmark = (table: string, session: string) =>
  inserted(table, { id: 'new', user_id, session_id: session })

/** Writes of sessions and chats. */
export const ofSessions: readonly StoredWrite[] = [
  {
    operation: 'create-session',
    input: { kind: 'CHAT', name: 'A chat', modelSettingId: model },
    stored: [
      inserted('sessions', {
        ...newSession,
        name: 'A chat',
        agent_type: 'chat',
        app_kind: 'chat',
        api_version: 'v0',
      }),
    ],
  },
  {
    operation: 'create-session',
    input: { kind: 'AGENT', name: 'A task', modelSettingId: model },
    stored: [inserted('sessions', { ...newSession, name: 'A task', app_kind: 'agent', api_version: 'v1' })],
  },
  {
    operation: 'rename-session',
    prepare: setMetadata(longChat),
    input: { id: longChat, name: 'Another name' },
    stored: [versioned('sessions', { name: 'Another name', session_metadata: { other: 1 } })],
  },
  ...[true, false].map((isPublic) => ({
    operation: 'set-session-public',
    input: { id: longChat, public: isPublic },
    stored: [versioned('sessions', { is_public: isPublic })],
  })),
  {
    operation: 'fork-session',
    input: {
      parentId: research,
      attachmentIds: [attachment],
      attachmentPaths: ['report.md'],
      name: 'As a site',
      instruction: 'Short',
      modelSettingId: model,
      sandbox: 'SHARE',
    },
    stored: [
      inserted('agent_sandboxes', {
        id: 'new',
        session_id: 'new',
        provider: 'e2b',
        provider_sandbox_id: 'sbx_research',
        status: 'running',
        expired_at: expect.any(String),
        provider_data: expect.any(Object),
      }),
      inserted('sessions', {
        ...newSession,
        name: 'As a site',
        agent_type: 'research_to_website',
        app_kind: 'agent',
        api_version: 'v1',
        parent_session_id: research,
        session_metadata: {
          fork_info: {
            fork_type: 'research_to_website',
            forked_at: 'now',
            parent_session_id: research,
            parent_agent_type: 'deep_research',
            context: { attachments: ['report.md', attachment], additional_instruction: 'Short' },
          },
        },
      }),
    ],
  },
  {
    operation: 'update-session-plan',
    prepare: setMetadata(website),
    input: { id: website, summary: 'A garden', milestones },
    stored: [
      updated('application_events', { content: { ...plan, is_update: true } }),
      versioned('sessions', { session_metadata: { plan, other: 1, title_pending: true } }),
    ],
  },
  {
    operation: 'update-session-plan',
    input: { id: fresh, summary: 'A garden', milestones },
    stored: [
      inserted('application_events', {
        id: 'new',
        event_type: 'plan.milestone.generated',
        event_group: 'plan',
        session_id: fresh,
        content: { ...plan, is_update: true },
      }),
      versioned('sessions', { session_metadata: { plan, title_pending: true } }),
    ],
  },
  {
    operation: 'pin-session',
    input: { id: sessions.storybook },
    stored: [bookmark('session_pins', sessions.storybook)],
  },
  {
    operation: 'unpin-session',
    input: { id: sessions.storybook },
    stored: [deleted('session_pins', expect.any(String))],
  },
  {
    operation: 'add-session-to-wishlist',
    input: { id: council },
    stored: [bookmark('session_wishlists', council)],
  },
  {
    operation: 'remove-session-from-wishlist',
    input: { id: council },
    stored: [deleted('session_wishlists', expect.any(String))],
  },
  {
    operation: 'update-advanced-mode',
    input: { id: longChat, enabled: true, references: [{ assetId: file, use: 'STYLE' }] },
    stored: [
      versioned('sessions', {
        session_metadata: {
          other: 1,
          advanced_mode: { enabled: true, references: [{ file_id: file, type: 'style' }] },
        },
      }),
    ],
  },
  {
    operation: 'save-design-state',
    input: { id: longChat, changes: [{ a: 1 }], redoChanges: [{ b: 2 }] },
    stored: [
      versioned('sessions', {
        session_metadata: expect.objectContaining({
          other: 1,
          design_mode: { changes: [{ a: 1 }], redo_changes: [{ b: 2 }], updated_at: 'now' },
        }),
      }),
    ],
  },
  {
    operation: 'delete-messages-from',
    input: { id: '23177b15-8672-4717-bdc7-207cad569b3e' },
    stored: ['087e66aa-dd82-4d44-89a6-76f84e189e15', '23177b15-8672-4717-bdc7-207cad569b3e'].map((id) =>
      deleted('chat_messages', id),
    ),
  },
  {
    operation: 'clear-messages',
    input: { sessionId: council },
    stored: Array.from({ length: 4 }, () => deleted('chat_messages', expect.any(String))),
  },
  {
    operation: 'delete-sessions',
    input: { ids: [fresh, '00000000-0000-4000-8000-000000000000'] },
    stored: wasDeleted(fresh),
  },
  { operation: 'delete-session', input: { id: website }, stored: wasDeleted(website) },
]
