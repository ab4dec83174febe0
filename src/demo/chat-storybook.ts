import { answered, message, textMessage } from './chat-rows.ts'
import { after, type Clock } from './clock.ts'
import { sessions } from './identities.ts'
import type { Row } from './rows.ts'
import { uuid } from './uuid.ts'

const storyPages = [1, 2, 3].map((page) => ({
  page_number: page,
  image_url: `https://media.ii-agent.example/lighthouse-${page}.png`,
  text_content: page === 1 ? null : `Page ${page}`,
  audio_link: null,
  text_position: page === 1 ? 'none' : 'bottom',
  text_percentage: 30,
}))

/** A chat in which a picture book is made: the request, its tool call, the progress and the book. */
export function storybookMessages({ ago }: Clock): Row[] {
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
          provider: 'google',
          template_id: uuid('media template Bedtime'),
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
