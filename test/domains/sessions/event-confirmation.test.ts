import { describe, expect, it } from 'vitest'
import { demoViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpEventReader } from './event-reader.ts'

describe.each(testDatabases)('what the user is asked, on $kind', ({ open }) => {
  const readEvent = setUpEventReader(open)

  const requirement = (tool: string, args: object, more: object = {}) => ({
    id: `r-${tool}`,
    needs_user_input: true,
    tool_execution: { tool_call_id: `c-${tool}`, tool_name: tool, tool_args: args },
    ...more,
  })
  const keys = [{ key: 'RESEND_API_KEY', description: 'From resend.com' }, { key: 'DSN' }]

  it('reads what the user is asked, and keeps the shape of what is masked', async () => {
    const content = {
      message: 'May I?',
      requirements: [requirement('Bash', {})],
      active_requirements: [
        requirement('ask_user_env', { message: 'Keys, please', requested_keys: keys }),
        requirement(
          'Bash',
          { command: 'rm -rf build', list: ['a'], nested: { b: 'c' } },
          {
            needs_confirmation: true,
            user_input_schema: [{ name: 'why', field_type: 'str', description: 'Why?', value: 'because' }, 7],
          },
        ),
      ],
    }
    const fields = `confirmation { message requirements { key needsConfirmation needsUserInput callId toolName arguments
inputSchema { name type description value } requestedKeys { key description } } }`
    const read = await readEvent('agent.tool.confirmation', content, fields, {
      owner: demoViewer,
      nobody: null,
    })
    const env = {
      key: 'r-ask_user_env',
      needsConfirmation: false,
      needsUserInput: true,
      callId: 'c-ask_user_env',
      toolName: 'ask_user_env',
      arguments: { message: 'Keys, please', requested_keys: keys },
      inputSchema: [],
      requestedKeys: [keys[0], { key: 'DSN', description: null }],
    }
    const bash = (args: object, value: string) => ({
      key: 'r-Bash',
      needsConfirmation: true,
      needsUserInput: true,
      callId: 'c-Bash',
      toolName: 'Bash',
      arguments: args,
      inputSchema: [{ name: 'why', type: 'str', description: 'Why?', value }],
      requestedKeys: [],
    })
    expect(read.owner).toEqual({
      confirmation: {
        message: 'May I?',
        requirements: [env, bash({ command: 'rm -rf build', list: ['a'], nested: { b: 'c' } }, 'because')],
      },
    })
    expect(read.nobody).toEqual({
      confirmation: {
        message: 'May I?',
        requirements: [env, bash({ command: '[secret]', list: [], nested: {} }, '[secret]')],
      },
    })
  })

  it('reads the keys that a tool asks for from JSON text, for every viewer', async () => {
    const fields = 'confirmation { requirements { arguments requestedKeys { key description } } }'
    const requestedKeys = [keys[0], { key: 'DSN', description: null }]
    for (const name of ['requested_keys', 'keys'])
      for (const args of [
        { [name]: JSON.stringify(keys) },
        JSON.stringify({ [name]: JSON.stringify(keys) }),
      ]) {
        const content = { active_requirements: [requirement('ask_user_env', args as object)] }
        const read = await readEvent('agent.tool.confirmation', content, fields, {
          owner: demoViewer,
          nobody: null,
        })
        const requirements = [{ arguments: { [name]: keys }, requestedKeys }]
        for (const found of Object.values(read)) expect(found).toEqual({ confirmation: { requirements } })
      }
  })

  it('shows no value in the JSON text of what a tool asks for', async () => {
    const text = JSON.stringify([{ key: 'A', value: 'hunter2' }, 'plain hunter2'])
    const content = {
      active_requirements: [requirement('ask_user_env', { requested_keys: text, secrets: text })],
    }
    const { owner } = await readEvent(
      'agent.tool.confirmation',
      content,
      'confirmation { requirements { arguments } }',
      { owner: demoViewer },
    )
    const requested_keys = [{ key: 'A', value: '[secret]' }, '[secret]']
    expect(owner).toEqual({
      confirmation: { requirements: [{ arguments: { requested_keys, secrets: '[secret]' } }] },
    })
  })

  it('reads a lone object as a list of one, and JSON text as what it says', async () => {
    const field = { name: 'why', field_type: 'str', description: 'Why?', value: 'because hunter2' }
    const properties = { why: { type: 'str', description: 'Why?', value: 'because hunter2' } }
    const fields =
      'content confirmation { requirements { toolName inputSchema { name type description value } requestedKeys { key } } }'
    const asked = [[field], field, { properties }].flatMap((schema) => [schema, JSON.stringify(schema)])
    for (const user_input_schema of asked)
      for (const requested_keys of [keys[0], JSON.stringify(keys[0])])
        for (const name of ['active_requirements', 'requirements']) {
          const content = {
            [name]: requirement('ask_user_env', { requested_keys }, { user_input_schema }),
            tools: [],
          }
          const read = await readEvent('agent.tool.confirmation', content, fields, { nobody: null })
          const inputSchema = [{ name: 'why', type: 'str', description: 'Why?', value: '[secret]' }]
          const expected = {
            toolName: 'ask_user_env',
            inputSchema,
            requestedKeys: [{ key: 'RESEND_API_KEY' }],
          }
          expect(read.nobody).toMatchObject({ confirmation: { requirements: [expected] } })
          expect(JSON.stringify(read.nobody)).not.toContain('hunter2')
        }
    const call = { tool_name: 'Bash', requires_confirmation: true, user_input_schema: JSON.stringify(field) }
    const { owner } = await readEvent('agent.tool.confirmation', { tools: call }, fields, {
      owner: demoViewer,
    })
    const requirements = [{ toolName: 'Bash', inputSchema: [{ name: 'why', value: 'because hunter2' }] }]
    expect(owner).toMatchObject({ confirmation: { requirements } })
  })

  it('shows others nothing of answers in a text that is no JSON', async () => {
    const content = { active_requirements: [requirement('Bash', {}, { user_input_schema: 'why: hunter2' })] }
    const read = await readEvent('agent.tool.confirmation', content, 'content', { nobody: null })
    expect(JSON.stringify(read.nobody)).not.toContain('hunter2')
  })

  it('reads ids that are numbers and flags as Python writes them', async () => {
    const call = {
      tool_name: 'a',
      tool_call_id: 12,
      requires_user_input: 'True',
      requires_confirmation: 'False',
    }
    const fields = 'confirmation { requirements { key callId needsConfirmation needsUserInput } }'
    const { owner } = await readEvent(
      'agent.tool.confirmation',
      {
        active_requirements: null,
        requirements: null,
        tools: [
          { ...call, id: 7 },
          { ...call, answered: 'True' },
        ],
      },
      fields,
      { owner: demoViewer },
    )
    const expected = { key: '7', callId: '12', needsConfirmation: false, needsUserInput: true }
    expect(owner).toEqual({ confirmation: { requirements: [expected] } })
    const failed = { tool_name: 'a', tool_call_id: 12, is_error: 'True' }
    const read = await readEvent('agent.tool.result', failed, 'tool { callId isError }', {
      owner: demoViewer,
    })
    expect(read.owner).toEqual({ tool: { callId: '12', isError: true } })
  })

  it('reads flags that are written as text', async () => {
    const fields =
      'confirmation { requirements { toolName needsConfirmation needsUserInput needsExternalExecution } }'
    const read = async (content: object) =>
      (await readEvent('agent.tool.confirmation', content, fields, { owner: demoViewer })).owner
    const flags = { needsConfirmation: true, needsUserInput: false, needsExternalExecution: true }
    const expected = { confirmation: { requirements: [{ toolName: 'a', ...flags }] } }
    const requirements = [
      requirement(
        'a',
        {},
        {
          needs_confirmation: 'true',
          needs_user_input: 'false',
          needs_external_execution: 'true',
          confirmation: null,
        },
      ),
      requirement('refused', {}, { confirmation: 'false' }),
    ]
    expect(await read({ requirements })).toEqual(expected)
    const tool = { tool_name: 'a', requires_confirmation: 'true', external_execution_required: 'true' }
    const others = [
      { tool_name: 'free', requires_confirmation: 'false' },
      { ...tool, tool_name: 'answered', answered: 'true' },
    ]
    expect(await read({ tools: [tool, ...others] })).toEqual(expected)
  })

  it('reads what still waits from all requirements, or from the calls, where none is called active', async () => {
    const tool = (name: string, more: object) => ({
      tool_name: name,
      tool_call_id: name,
      tool_args: {},
      ...more,
    })
    const fields = 'confirmation { requirements { toolName needsConfirmation } }'
    const read = async (content: object) =>
      (await readEvent('agent.tool.confirmation', content, fields, { owner: demoViewer })).owner
    const waiting = (toolName: string) => ({
      confirmation: { requirements: [{ toolName, needsConfirmation: true }] },
    })
    const asked = { needs_user_input: false, needs_confirmation: true }
    const requirements = [
      requirement('allowed', {}, { ...asked, confirmation: true }),
      { ...asked, tool_execution: tool('refused', { confirmed: false }) },
      requirement('open', {}, { ...asked, confirmation: null }),
    ]
    expect(await read({ requirements, tools: [tool('other', {})] })).toEqual(waiting('open'))
    const tools = [
      tool('free', { requires_confirmation: false }),
      tool('filled', { requires_user_input: true, answered: true }),
      tool('call', { requires_confirmation: true }),
    ]
    expect(await read({ tools })).toEqual(waiting('call'))
  })

  it('reads the fields of a JSON Schema as those of a list', async () => {
    const properties = {
      city: { type: 'string', description: 'Where?' },
      size: { type: 'object', properties: { width: { type: 'integer' } } },
    }
    const content = {
      active_requirements: [
        requirement('ask', {}, { user_input_schema: { type: 'object', properties, required: ['city'] } }),
      ],
    }
    const fields = 'confirmation { requirements { inputSchema { name type description value } } }'
    const { owner } = await readEvent('agent.tool.confirmation', content, fields, { owner: demoViewer })
    const inputSchema = [
      { name: 'city', type: 'string', description: 'Where?', value: null },
      { name: 'size', type: 'object', description: null, value: null },
    ]
    expect(owner).toEqual({ confirmation: { requirements: [{ inputSchema }] } })
  })

  it('reads a question without active requirements by all of them', async () => {
    const content = { requirements: [requirement('Bash', {})], active_requirements: [] }
    const fields = 'confirmation { message requirements { toolName } }'
    const { owner } = await readEvent('agent.tool.confirmation', content, fields, { owner: demoViewer })
    expect(owner).toEqual({ confirmation: { message: null, requirements: [{ toolName: 'Bash' }] } })
  })
})
