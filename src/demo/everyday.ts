import { textMessage } from './chat-rows.ts'
import { after, type Clock } from './clock.ts'
import { event } from './event-rows.ts'
import type { Row, TableRows } from './rows.ts'
import { logLines, runTask } from './run-rows.ts'
import { session } from './sessions.ts'
import { models } from './settings.ts'
import { uuid } from './uuid.ts'

const chatTopics = [
  'Sourdough that does not rise',
  'Explain Raft as if I were twelve',
  'A birthday poem for Ines',
  'Regex for German postcodes',
  'Knee pain after running',
  'Which houseplants survive north light?',
  'Translate the lease, paragraph 7',
  'Names for a podcast about maps',
  'Why is the sky green before a storm?',
  'A packing list for Iceland',
  'Kotlin coroutines: scope or context?',
  'Tax deductions for a home office',
  '100% cotton_tote bags, text for the shop',
  'How to say no to a meeting',
  'Chess opening against the London',
  'Menu for six, two vegans',
  'What does EXPLAIN tell me here?',
  'A letter to the landlord',
  'Rhymes with orange 🍊',
  'Cover letter, second try',
  'Interview questions for a designer',
  'Cheap telescopes that are worth it',
  'Piano pieces for a beginner of forty',
]

const agentTopics = [
  ['Compare four electric cargo bikes', 'researcher'],
  ['Portfolio page for a ceramicist', 'website_build'],
  ['Scrape the opening hours of museums', 'browser'],
  ['Slides: introduction to composting', 'slide'],
  ['Poster for the street festival', 'media'],
  ['Audit our cookie banner', 'general'],
  ['Refactor the billing module', 'codex'],
  ['Tests for the date picker', 'claude_code'],
  ['State of solid-state batteries', 'deep_research'],
  ['Quick facts about Lisbon', 'fast_research'],
  ['Design document: offline mode', 'design_document'],
  ['Habit tracker app', 'mobile_app'],
  ['Turn the thesis into a website', 'research_to_website'],
  ['Find the cheapest museum pass', 'browser'],
  ['Newsletter archive as a site', 'website_build'],
  ['Slides: quarterly numbers, short', 'slide'],
  ['Clean up the contact list', 'task_agent'],
  ['History of the paperclip', 'researcher'],
  ['Album cover, three variants', 'media'],
  ['Migrate the blog to Astro', 'claude_code'],
  ['Price list as a table', 'general'],
  ['Benchmark three JSON parsers', 'codex'],
  ['Sources on tidal power', 'fast_research'],
  ['A landing page for the choir', 'website_build'],
] as const

const modelOf = (index: number) => [models.sonnet, models.gpt, models.gemini, null][index % 4] ?? null

function everydayChat(clock: Clock, name: string, index: number) {
  const id = uuid(`everyday chat ${index}`)
  const asked = clock.ago(`${17 + index * 3}d ${index % 7}h ${index}m`)
  const question = textMessage(id, `everyday ${index} question`, 'user', `${name}. Please help.`, asked)
  const answer = textMessage(
    id,
    `everyday ${index} answer`,
    'assistant',
    `Gladly. About “${name}”:`,
    after(asked, 6),
    {
      parent_message_id: question.id,
      model: 'gpt-5.1',
      usage: { input_tokens: 200 + index, output_tokens: 90 + index, total_tokens: 290 + 2 * index },
      tokens: 290 + 2 * index,
      finish_reason: 'end_turn',
    },
  )
  const row = session(id, asked, after(asked, 6), {
    name,
    app_kind: 'chat',
    agent_type: 'chat',
    api_version: 'v0',
    model_setting_id: modelOf(index),
    is_public: index % 9 === 4,
  })
  return { row, messages: [question, answer] }
}

function everydayRun(clock: Clock, name: string, agent_type: string, index: number) {
  const id = uuid(`everyday agent ${index}`)
  const run = uuid(`everyday run ${index}`)
  const asked = clock.ago(`${16 + index * 3}d ${(index * 5) % 11}h ${index}m`)
  const failed = index % 6 === 5
  const ended = after(asked, 240 + index)
  const status = failed ? 'failed' : 'completed'
  return {
    row: session(id, asked, ended, { name, agent_type, model_setting_id: modelOf(index), version: 1 }),
    task: runTask(run, id, status, asked, ended, {
      data: { command: 'query', text: name, agent_type, files: [] },
    }),
    logs: logLines(run, [
      ['running', asked],
      [status, ended],
    ]),
    events: [
      event('session.user_message', id, null, asked, { text: name, files: [], files_metadata: [] }),
      event('agent.processing', id, run, after(asked, 1), { message: 'Thinking…', run_id: run }),
      failed
        ? event('agent.response.interrupted', id, run, ended, {
            message: 'Stopped',
            run_id: run,
            run_status: status,
          })
        : event('agent.response', id, run, ended, { text: `Done: ${name}.`, run_id: run }),
    ],
  }
}

/** Many small sessions of the demo user, for testing pagination. */
export function everydayRows(clock: Clock): TableRows {
  const chats = chatTopics.map((name, index) => everydayChat(clock, name, index))
  const agents = agentTopics.map(([name, type], index) => everydayRun(clock, name, type, index))
  const unnamed: Row = session(uuid('everyday unnamed'), clock.ago('95d'), clock.ago('95d'), {})
  return {
    sessions: [...chats.map((chat) => chat.row), ...agents.map((agent) => agent.row), unnamed],
    chat_messages: chats.flatMap((chat) => chat.messages),
    run_tasks: agents.map((agent) => agent.task),
    task_logs: agents.flatMap((agent) => agent.logs),
    application_events: agents.flatMap((agent) => agent.events),
  }
}
