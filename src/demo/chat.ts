import { analysisMessages } from './chat-analysis.ts'
import { answered, message, textMessage } from './chat-rows.ts'
import { after, type Clock, stamped } from './clock.ts'
import { people, sessions } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { secrets } from './secrets.ts'
import { uuid } from './uuid.ts'

const storyPages = [1, 2, 3].map((page) => ({
  page_number: page,
  image_url: `https://media.ii-agent.example/lighthouse-${page}.png`,
  text_content: page === 1 ? null : `Page ${page}`,
  audio_link: null,
  text_position: page === 1 ? 'none' : 'bottom',
  text_percentage: 30,
}))

function storybookMessages({ ago }: Clock): Row[] {
  const id = sessions.storybook
  const at = ago('2d')
  const book = {
    storybook_id: uuid('storybook lighthouse 1'),
    storybook_name: 'The lighthouse that was afraid of the dark',
  }
  const question = textMessage(
    id,
    'story question',
    'user',
    'A picture book about a lighthouse, for a five-year-old',
    at,
    {
      metadata: {
        media: {
          enabled: true,
          type: 'storybook',
          model_name: 'gemini-3-pro-image',
          aspect_ratio: '4:3',
          resolution: '2K',
          page_count: 6,
          text_position: 'bottom',
          language: 'en',
          genre: 'bedtime',
          references: [{ file_id: uuid('asset moodboard'), type: 'style' }],
          rich_dialogue: false,
          manga_layout: true,
          template_name: 'Bedtime',
          template_prompt: 'A calm story that ends in sleep',
          language_source: 'user',
          mini_tools: [{ id: 'upscale', name: 'Upscale', reference_file_ids: [uuid('asset moodboard')] }],
          video_settings: { duration: 8, with_audio: true },
          video_frames: [{ file_id: uuid('asset moodboard'), frame_type: 'start' }],
          storybook_context: { storybook_id: uuid('storybook lighthouse 1'), page_numbers: [2] },
          voice_enabled: true,
          advanced_mode: false,
        },
      },
      file_ids: [uuid('asset moodboard')],
    },
  )
  const part = (name: string, output: Row) => [
    {
      type: 'tool_result',
      tool_call_id: 'call_book',
      name: 'generate_storybook',
      output: { ...book, ...output },
      [name]: true,
    },
  ]
  const parent = { parent_message_id: question.id }
  return [
    question,
    message(
      id,
      'story call',
      'assistant',
      [
        {
          type: 'tool_call',
          id: 'call_book',
          name: 'generate_storybook',
          input: '{"pages":6}',
          function_type: 'function',
          finished: true,
          provider_executed: false,
        },
      ],
      after(at, 3),
      { ...answered(question.id as string, 900, 60, 0.002), finish_reason: 'tool_use' },
    ),
    message(
      id,
      'story progress',
      'tool',
      part('partial', {
        type: 'storybook_progress',
        total_pages: 6,
        completed_pages: 2,
        current_page: 3,
        status: 'generating',
        pages: storyPages.slice(0, 2),
        generating_pages: [3],
        error_message: 'Page 2 was drawn again: its first picture showed two lighthouses.',
        polling: true,
      }),
      after(at, 20),
      parent,
    ),
    message(
      id,
      'story done',
      'tool',
      part('final', {
        type: 'storybook',
        version: 1,
        pages: storyPages,
        aspect_ratio: '4:3',
        resolution: '2K',
      }),
      after(at, 95),
      parent,
    ),
    textMessage(
      id,
      'story answer',
      'assistant',
      'Here is the book. Shall the lighthouse get a name?',
      after(at, 97),
      {
        ...answered(question.id as string, 1_400, 40, 0.002),
        model: uuid('model gemini'),
      },
    ),
  ]
}

function councilMessages({ ago }: Clock): Row[] {
  const id = sessions.council
  const at = ago('8d')
  const question = textMessage(id, 'council question', 'user', 'Which database for sensor data?', at)
  return [
    question,
    message(
      id,
      'council answer',
      'assistant',
      [
        {
          type: 'council_member_output',
          model_id: 'gpt-5.1',
          model_name: 'GPT-5.1',
          content: 'PostgreSQL, partitioned by day.',
          status: 'completed',
        },
        {
          type: 'council_member_output',
          model_id: 'gemini-3-pro',
          model_name: 'Gemini 3 Pro',
          content: '',
          status: 'error',
          error_message: 'The model did not answer in time',
        },
        {
          type: 'council_synthesis',
          synthesis_model_id: 'claude-sonnet-4-5',
          content: 'Start with PostgreSQL.',
        },
      ],
      after(at, 40),
      { parent_message_id: question.id },
    ),
    // The same question asked again: a branch beside the first answer.
    textMessage(
      id,
      'council second answer',
      'assistant',
      'A time-series extension, if the team knows it.',
      after(at, 300),
      {
        ...answered(question.id as string, 300, 80, 0.001),
      },
    ),
  ]
}

const summary = (name: string, end: string, parent: string | null, created: string): Row => ({
  id: uuid(`summary ${name}`),
  session_id: sessions.longChat,
  summary_text: `What we practised so far (${name}): greetings, the market, the past tense.`,
  end_message_id: uuid(`message ${end}`),
  original_tokens: 12_400,
  summary_tokens: 310,
  compression_ratio: 0.025,
  model_id: 'gpt-5.1',
  parent_summary_id: parent,
  ...stamped(created),
})

/** Chats with each kind of message, and related rows. */
export const chatRows = (clock: Clock): TableRows => {
  const { ago } = clock
  return {
    chat_messages: [...analysisMessages(clock), ...storybookMessages(clock), ...councilMessages(clock)],
    chat_summaries: [
      summary('first', 'lesson 20 answer', null, ago('4w')),
      summary('second', 'lesson 40 answer', uuid('summary first'), ago('2w')),
    ],
    chat_runs: [
      ['analysis question', 'analysis answer', sessions.analysis, 'completed', null],
      ['analysis follow-up', 'analysis cut off', sessions.analysis, 'aborted', 'canceled'],
      ['council question', null, sessions.council, 'failed', 'provider_timeout'],
      ['maria question', 'maria answer', sessions.mariaPrivate, 'completed', null],
    ].map(([user, assistant, session_id, status, error_code], index) => ({
      id: uuid(`message ${user}`),
      session_id,
      user_message_id: uuid(`message ${user}`),
      assistant_message_id: assistant === null ? null : uuid(`message ${assistant}`),
      model_id: 'gpt-5.1',
      provider: 'OpenAI',
      finish_reason: status === 'completed' ? 'end_turn' : null,
      error_code,
      status,
      error_message: status === 'failed' ? 'The provider did not answer in time' : null,
      started_at: ago(`${8 - index}d`),
      completed_at: ago(`${8 - index}d`),
      version: 1,
      ...stamped(ago(`${8 - index}d`)),
    })),
    chat_provider_vector_stores: [people.demo.id, people.maria.id].map((user_id) => ({
      id: uuid(`vector store ${user_id}`),
      user_id,
      provider: 'OpenAI',
      vector_store_id: `vs_${user_id.slice(0, 8)}`,
      version: 2,
      raw_vector_object: { id: 'vs_raw', token: secrets.providerVectorStore },
      expires_at: clock.ahead('6d'),
      ...stamped(ago('3d')),
    })),
  }
}
