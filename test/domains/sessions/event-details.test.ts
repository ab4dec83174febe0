import { describe, expect, it } from 'vitest'
import { runs } from '../../../src/demo/identities.ts'
import { adminViewer, demoViewer, strangerViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpEventReader } from './event-reader.ts'

const editorUrl = 'https://8080-sbx.example/?tkn=s3cr3tT0ken9Xa81'

describe.each(testDatabases)('what events say, on $kind', ({ open }) => {
  const readEvent = setUpEventReader(open)

  it.each([
    ['agent.error', { error_code: 'execution_error' }, 'errorCode', { errorCode: 'execution_error' }],
    [
      'plan.milestone.updated',
      { milestone_id: 'm1', status: 'dreaming' },
      'milestoneChange { key status statusText }',
      { milestoneChange: { key: 'm1', status: 'UNKNOWN', statusText: 'dreaming' } },
    ],
    [
      'plan.modification.options',
      {
        message: 'What next?',
        suggestions: [
          { id: 's1', label: 'A', description: 'a', prompt_template: 'Do A', more: 1 },
          { label: 'B' },
          'C',
          7,
          {},
        ],
      },
      'planOptions { message suggestions { key label description prompt } }',
      {
        planOptions: {
          message: 'What next?',
          suggestions: [
            { key: 's1', label: 'A', description: 'a', prompt: 'Do A' },
            { key: null, label: 'B', description: null, prompt: null },
            { key: null, label: 'C', description: null, prompt: 'C' },
          ],
        },
      },
    ],
    [
      'plan.modification.options',
      { message: 'What next?', suggestions: { a: 1 } },
      'planOptions { suggestions { key } }',
      { planOptions: { suggestions: [] } },
    ],
    [
      'agent.response',
      {
        citations: {
          urls: [{ url: 'https://a.example', title: 'A' }],
          documents: [{ document_title: 'B', cited_text: 'b' }],
        },
      },
      'citations { url title text }',
      {
        citations: [
          { url: 'https://a.example', title: 'A', text: null },
          { url: null, title: 'B', text: 'b' },
        ],
      },
    ],
    ['agent.response', { citations: 'none' }, 'citations { url }', { citations: [] }],
    [
      'integration.testflight.log',
      { log: 'Archiving', step: 'build', level: 'info' },
      'buildLog { text status step level }',
      { buildLog: { text: 'Archiving', status: null, step: 'build', level: 'info' } },
    ],
    [
      'integration.testflight.log',
      { message: 'Build failed', status: 'failed', is_error: true },
      'buildLog { text status step level }',
      { buildLog: { text: 'Build failed', status: 'failed', step: null, level: 'error' } },
    ],
    [
      'integration.testflight.log',
      { message: 'Queued', status: 'completed', is_error: false },
      'buildLog { text status level }',
      { buildLog: { text: 'Queued', status: 'completed', level: 'info' } },
    ],
    [
      'agent.model.compact',
      { status: 'compacted', summary: 'Copy agreed.' },
      'compactedSummary',
      { compactedSummary: 'Copy agreed.' },
    ],
    ['agent.response', { summary: 'Copy agreed.' }, 'compactedSummary', { compactedSummary: null }],
    [
      'system.notification',
      { deployment: { url: 'https://new.example' }, deployment_url: 'https://old.example' },
      'deploymentUrl',
      { deploymentUrl: 'https://new.example' },
    ],
    [
      'system.notification',
      { deployment: 'none', deployment_url: 'https://old.example' },
      'deploymentUrl',
      { deploymentUrl: 'https://old.example' },
    ],
    [
      'agent.complete',
      {
        origin: 'RunCompleted',
        delegated_from: 'II Agent',
        parent_run_id: runs.publicReport,
        is_sub_agent_response: true,
      },
      'origin delegatedFrom parentRunDatabaseId isSubAgentResponse',
      {
        origin: 'RunCompleted',
        delegatedFrom: 'II Agent',
        parentRunDatabaseId: runs.publicReport,
        isSubAgentResponse: true,
      },
    ],
    [
      'agent.complete',
      { origin: 7, parent_run_id: 'nonsense', error_code: { a: 1 }, deployment_url: null },
      'origin parentRunDatabaseId isSubAgentResponse deploymentUrl milestoneChange { key } buildLog { text }',
      {
        origin: '7',
        parentRunDatabaseId: null,
        isSubAgentResponse: false,
        deploymentUrl: null,
        milestoneChange: null,
        buildLog: null,
      },
    ],
  ])('types the content of %s: %j', async (type, content, fields, expected) => {
    const read = await readEvent(type, content, fields, { owner: demoViewer, nobody: null })
    expect(read).toEqual({ owner: expected, nobody: expected })
  })

  it.each(['agent.initialized', 'sandbox.status_changed'])(
    'shows the editor’s address of %s to the owner alone',
    async (type) => {
      const content = { status: 'running', vscode_url: editorUrl, nested: [{ vscode_url: editorUrl }] }
      const read = await readEvent(type, content, 'editorUrl content', {
        owner: demoViewer,
        admin: adminViewer,
        stranger: strangerViewer,
        nobody: null,
      })
      const hidden = { editorUrl: null, content: { status: 'running', nested: [{}] } }
      expect(read).toEqual({ owner: { editorUrl, content }, admin: hidden, stranger: hidden, nobody: hidden })
    },
  )

  const code =
    'const key = process.env.API_SECRET\nconst db = { "password": "hunter2hunter2" }\nfetch("https://u:p4ssw0rd@h.example")'
  it.each([
    ['Write', { file_path: '/workspace/a.ts', content: code }, 'Written'],
    ['Edit', { file_path: '/workspace/a.ts', old_string: 'x', new_string: code }, { diff: `-x\n+${code}` }],
    ['MultiEdit', { edits: [{ old_string: code, new_string: 'y' }] }, [{ type: 'text', text: code }]],
    ['apply_patch', { input: `*** Begin Patch\n+${code}` }, { ok: true, password: 'hunter2hunter2' }],
    ['str_replace_based_edit_tool', { command: 'create', file_text: code }, code],
    ['Read', { file_path: '/workspace/.env' }, 'DB_PASSWORD=hunter2hunter2'],
    [
      'Bash',
      { command: 'curl -H "Authorization: Bearer abcdefghijklmnop1234"' },
      'token: abcdefghijklmnop1234',
    ],
    ['BashView', { session_names: ['main'] }, { main: 'export SECRET_KEY=abcdefghijklmnop1234' }],
    ['code_interpreter', { code }, { type: 'text', value: code }],
  ])(
    'gives code, diffs and terminals of %s to the owner as they are, and not to others',
    async (tool, input, result) => {
      const content = { tool_name: tool, tool_call_id: 'c1', tool_input: input, result }
      const fields = 'tool { input } toolResult content'
      const { owner, nobody } = await readEvent('agent.tool.result', content, fields, {
        owner: demoViewer,
        nobody: null,
      })
      expect(owner).toEqual({ tool: { input }, toolResult: result, content })
      expect(JSON.stringify(nobody)).not.toMatch(/hunter2|API_SECRET|abcdefghijklmnop/)
    },
  )
})
