import { answered, message, textMessage } from './chat-rows.ts'
import { after, type Clock } from './clock.ts'
import { sessions } from './identities.ts'
import type { Row } from './rows.ts'

/** A question that several models answer, one of which fails; it is asked again later. */
export function councilMessages({ ago }: Clock): Row[] {
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
