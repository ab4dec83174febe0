import { type Clock, stamped } from './clock.ts'
import { people, sessions } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { secrets } from './secrets.ts'
import { models } from './settings.ts'
import { uuid } from './uuid.ts'

/** A session with the platform's defaults. */
export const session = (id: string, created: string, updated: string, row: Row): Row => ({
  id,
  user_id: people.demo.id,
  version: 0,
  model_setting_id: null,
  name: null,
  status: 'active',
  agent_type: null,
  app_kind: 'agent',
  public_url: null,
  is_public: false,
  api_version: 'v1',
  parent_session_id: null,
  session_metadata: null,
  last_message_at: null,
  is_deleted: false,
  ...row,
  ...stamped(created, updated),
})

const chat = { app_kind: 'chat', agent_type: 'chat', api_version: 'v0' }

const plan = {
  summary: 'A one-page site with a shop link, an origin map and a newsletter form',
  milestones: [
    {
      id: 'm1',
      content: 'Structure and copy',
      status: 'completed',
      details: 'Five sections',
      dependencies: [],
    },
    {
      id: 'm2',
      content: 'Visual design',
      status: 'completed',
      details: 'Warm, paper-like',
      dependencies: ['m1'],
    },
    { id: 'm3', content: 'Newsletter form', status: 'in_progress', details: '', dependencies: ['m1'] },
    { id: 'm4', content: 'Deploy', status: 'pending', details: '', dependencies: ['m2', 'm3'] },
  ],
}

const websiteMetadata = {
  plan,
  todos: [
    { id: 't1', content: 'Compress the hero image', status: 'completed', priority: 'high' },
    { id: 't2', content: 'Alt texts', status: 'in_progress', priority: 'medium' },
    { id: 't3', content: 'Ask for the Ethiopian photo', status: 'pending', priority: 'low' },
  ],
  design_mode: {
    changes: [{ selector: 'h1', color: '#3b2a1a' }],
    redo_changes: [{ selector: 'h1', color: '#000000' }],
    updated_at: 1_790_000_000_000,
  },
}

const demoSessions = ({ ago }: Clock): Row[] => [
  session(sessions.research, ago('40m'), ago('3m'), {
    name: 'Battery recycling in the EU: who does what',
    agent_type: 'deep_research',
    model_setting_id: models.sonnet,
    version: 2,
  }),
  session(sessions.fresh, ago('1h 10m'), ago('1h 10m'), {
    name: 'make me a logo for a bicycle repair café, something with a…',
    session_metadata: { title_pending: true },
  }),
  session(sessions.storybook, ago('2d'), ago('1d 20h'), {
    name: 'The lighthouse that was afraid of the dark',
    is_public: true,
    model_setting_id: models.gemini,
    last_message_at: ago('1d 20h'),
    ...chat,
  }),
  session(sessions.website, ago('6d'), ago('1d 2h'), {
    name: 'Launch page for a coffee roastery',
    agent_type: 'website_build',
    model_setting_id: models.sonnet,
    version: 14,
    session_metadata: websiteMetadata,
  }),
  session(sessions.analysis, ago('3d'), ago('2d 22h'), {
    name: 'Sales of the last quarter',
    model_setting_id: models.gpt,
    last_message_at: ago('2d 22h'),
    ...chat,
  }),
  session(sessions.longChat, ago('5w'), ago('4d'), {
    name: 'Learning Portuguese, a bit every day',
    model_setting_id: models.gpt,
    last_message_at: ago('4d'),
    ...chat,
  }),
  session(sessions.council, ago('8d'), ago('8d'), { name: 'Which database for sensor data?', ...chat }),
  session(sessions.slides, ago('9d'), ago('7d'), {
    name: 'Board deck, third quarter',
    agent_type: 'slide',
    model_setting_id: models.sonnet,
    version: 5,
  }),
  session(sessions.pictureSlides, ago('10d'), ago('9d 20h'), {
    name: 'Pitch in pictures',
    agent_type: 'slide_nano_banana',
    is_public: true,
    session_metadata: {
      advanced_mode: { enabled: true, references: [{ file_id: uuid('asset moodboard'), type: 'style' }] },
    },
  }),
  session(sessions.mobileApp, ago('12d'), ago('11d'), {
    name: 'Brew Timer for iOS',
    agent_type: 'mobile_app',
    model_setting_id: models.own,
  }),
  session(sessions.publicReport, ago('16d'), ago('15d'), {
    name: 'Night trains in Europe, 2027',
    agent_type: 'researcher',
    is_public: true,
    model_setting_id: models.sonnet,
  }),
  session(sessions.fork, ago('14d'), ago('13d'), {
    name: 'Night trains in Europe, 2027 (website)',
    agent_type: 'research_to_website',
    parent_session_id: sessions.publicReport,
    model_setting_id: models.sonnet,
    session_metadata: {
      fork_info: {
        fork_type: 'research_to_website',
        parent_session_id: sessions.publicReport,
        parent_agent_type: 'researcher',
        context: {
          attachments: ['/workspace/night-trains/report.md', uuid('asset report')],
          additional_instruction: `Push the result to ${secrets.forkInstructionUrl}`,
        },
        forked_at: ago('14d'),
      },
    },
  }),
  session(sessions.olderShapes, ago('30w'), ago('30w'), {
    name: 'Imported from the first version',
    agent_type: 'reviewer',
    status: 'permanent',
    app_kind: 'chat',
    api_version: 'v0',
  }),
  session(sessions.deleted, ago('4w'), ago('3w'), {
    name: 'Deleted: salary table',
    agent_type: 'general',
    is_deleted: true,
    is_public: true,
    version: 3,
  }),
]

const otherSessions = ({ ago }: Clock): Row[] => [
  session(sessions.mariaPrivate, ago('3d'), ago('2d'), {
    user_id: people.maria.id,
    name: "Maria's private session",
    agent_type: 'general',
    model_setting_id: models.maria,
  }),
  session(sessions.mariaPublic, ago('5d'), ago('4d'), {
    user_id: people.maria.id,
    name: 'Phở for twenty people',
    agent_type: 'general',
    is_public: true,
    public_url: 'https://ii-agent.example/share/pho',
  }),
  // A fork of another user's public session.
  session(sessions.mariaFork, ago('1d'), ago('1d'), {
    user_id: people.maria.id,
    name: 'Night trains, my own take',
    agent_type: 'researcher',
    parent_session_id: sessions.publicReport,
  }),
  session(sessions.adminOwn, ago('2d'), ago('2d'), {
    user_id: people.admin.id,
    name: 'Checking the new release',
    agent_type: 'general',
    model_setting_id: models.gpt,
  }),
  session(sessions.kenjiOwn, ago('10w'), ago('9w'), {
    user_id: people.kenji.id,
    name: 'Left behind by a deactivated account',
    agent_type: 'general',
    is_public: true,
  }),
]

const mark = (kind: string, userId: string, sessionId: string, created: string): Row => ({
  id: uuid(`${kind} ${userId} ${sessionId}`),
  user_id: userId,
  session_id: sessionId,
  ...stamped(created),
})

/** Sessions, pins and favourites; a deleted session keeps its pin, which is hidden. */
export const sessionRows = (clock: Clock): TableRows => {
  const { ago } = clock
  return {
    sessions: [...demoSessions(clock), ...otherSessions(clock)],
    session_pins: [
      mark('pin', people.demo.id, sessions.website, ago('5d')),
      mark('pin', people.demo.id, sessions.slides, ago('6d')),
      mark('pin', people.demo.id, sessions.deleted, ago('4w')),
      mark('pin', people.demo.id, sessions.mariaPublic, ago('3d')),
      mark('pin', people.maria.id, sessions.mariaPrivate, ago('2d')),
    ],
    session_wishlists: [
      mark('wish', people.demo.id, sessions.storybook, ago('1d')),
      mark('wish', people.demo.id, sessions.website, ago('4d')),
      mark('wish', people.demo.id, sessions.deleted, ago('4w')),
      mark('wish', people.maria.id, sessions.publicReport, ago('1d')),
    ],
  }
}
