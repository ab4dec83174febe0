import type { Row } from './rows.ts'

/** A step of the demo's running run. */
export type Step = { type: string; content: Row }

/** The question of the running run. */
export const liveRunQuestion = 'Now the same for portable batteries, with sources'

const companies = ['Accurec', 'Umicore', 'Northvolt Revolt', 'Redux', 'SNAM', 'Duesenfeld']

const look = (company: string, index: number): Step[] => {
  const tool = { tool_call_id: `call_live_${index}`, tool_name: 'web_search', tool_display_name: 'Search' }
  const query = `${company} portable battery recycling capacity`
  return [
    { type: 'agent.reasoning', content: { text: `${company}: which chemistries, and how much a year?` } },
    { type: 'agent.tool.call', content: { ...tool, tool_input: { query } } },
    {
      type: 'agent.tool.result',
      content: {
        ...tool,
        tool_input: { query },
        result: [{ title: `${company}: annual report`, url: `https://reports.example/${index}` }],
        is_error: false,
        cost: 0.002,
      },
    },
  ]
}

/** The steps of the running run: it examines one company after another, then answers. */
export const liveRunScript: readonly Step[] = [
  { type: 'agent.processing', content: { message: 'Searching…', model: 'claude-sonnet-4-5' } },
  ...companies.flatMap(look),
  {
    type: 'billing.credits.deducted',
    content: { credits_used: 4.2, credits_remaining: 10_235.4, source: 'llm' },
  },
  { type: 'agent.response', content: { text: `Compared: ${companies.join(', ')}. The largest is Umicore.` } },
  { type: 'agent.complete', content: { run_status: 'completed' } },
]
