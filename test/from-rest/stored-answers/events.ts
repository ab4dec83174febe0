import { sessions } from '../../../src/demo/identities.ts'
import type { StoredAnswer } from './stored-answer.ts'

const session = sessions.fresh

/** Compares the typed fields of events of one type with the members of their content. */
const ofType = (
  type: string,
  columns: Readonly<Record<string, string>>,
  operation = 'sessions/event-details',
): StoredAnswer => ({
  call: type,
  operation,
  variables: {
    id: session,
    ...(operation === 'sessions/event-details'
      ? { types: [type] }
      : { first: 50, filter: { types: [type] } }),
  },
  at: 'session.events.nodes',
  sql: `select ${Object.entries({ eventType: 'event_type', ...columns })
    .map(([path, value]) => `${value} as "${path}"`)
    .join(', ')} from application_events e where session_id = '${session}' and event_type = '${type}'`,
})
const text = (path: string) => `content #>> '{${path}}'`
const flag = (path: string) => `(${text(path)})::boolean`
const json = (path: string) => `content #> '{${path}}'`
const eachOf = (list: string, path: string) =>
  `(select json_agg(i #> '{${path}}' order by n) from jsonb_array_elements(content -> '${list}') with ordinality x(i, n))`
const withTool = {
  'tool.callId': text('tool_call_id'),
  'tool.name': text('tool_name'),
  'tool.input': json('tool_input'),
  'tool.isError': flag('is_error'),
  toolResult: json('result'),
}

/** What the typed fields of events must answer, by SQL. */
export const ofEvents: readonly StoredAnswer[] = [
  ofType('agent.initialized', { editorUrl: text('vscode_url') }),
  ofType('sandbox.status_changed', { editorUrl: text('vscode_url') }),
  ofType('agent.status.update', { text: text('message') }),
  ofType('agent.processing', {
    text: text('message'),
    runStatus: `upper(${text('run_status')})`,
    agentName: text('agent_name'),
  }),
  ofType('agent.model.compact', { compactedSummary: text('summary') }),
  ofType('agent.complete', {
    text: text('text'),
    runStatus: `upper(${text('run_status')})`,
    origin: text('origin'),
  }),
  ofType('agent.continue', { text: text('message') }),
  ofType('agent.response.interrupted', {
    text: text('message'),
    runStatus: `upper(${text('run_status')})`,
    isOfSubAgent: flag('is_sub_agent_event'),
  }),
  ofType('agent.reasoning', { text: text('text'), origin: text('origin') }),
  ofType('agent.response', {
    text: text('text'),
    origin: text('origin'),
    'citations.url': eachOf('citations', 'url'),
  }),
  ofType('agent.tool.call', withTool, 'sessions/session-events'),
  ofType('agent.tool.result', withTool, 'sessions/session-events'),
  ofType('agent.tool.confirmation', {
    'confirmation.message': text('message'),
    'confirmation.requirements.key': eachOf('active_requirements', 'id'),
    'confirmation.requirements.callId': eachOf('active_requirements', 'tool_execution,tool_call_id'),
    'confirmation.requirements.toolName': eachOf('active_requirements', 'tool_execution,tool_name'),
    'confirmation.requirements.arguments': eachOf('active_requirements', 'tool_execution,tool_args'),
    'confirmation.requirements.inputSchema.name': `json_build_array(json_build_array(${text('active_requirements,0,user_input_schema,0,name')}))`,
    'confirmation.requirements.inputSchema.type': `json_build_array(json_build_array(${text('active_requirements,0,user_input_schema,0,field_type')}))`,
    'confirmation.requirements.inputSchema.value': `json_build_array(json_build_array(${json('active_requirements,0,user_input_schema,0,value')}))`,
  }),
  ofType('agent.sub_agent.complete', {
    isOfSubAgent: flag('is_sub_agent_event'),
    delegatedFrom: text('delegated_from'),
    parentRunDatabaseId: text('parent_run_id'),
    isSubAgentResponse: flag('is_sub_agent_response'),
    agentName: text('agent_name'),
  }),
  ofType('system.notification', { text: text('message'), deploymentUrl: text('deployment,url') }),
  ofType('system.error', { text: text('message'), errorCode: text('error_code') }),
  ofType(
    'session.user_message',
    {
      text: text('text'),
      'files.fileName': eachOf('files_metadata', 'file_name'),
      'files.url': `(select json_agg(a.signed_url) from user_assets a where a.id::text = ${text('files,0')})`,
    },
    'sessions/session-events',
  ),
  ofType(
    'plan.milestone.generated',
    { 'plan.summary': text('summary'), 'plan.milestones.key': eachOf('milestones', 'id') },
    'sessions/session-events',
  ),
  ofType('plan.milestone.updated', {
    'milestoneChange.key': text('milestone_id'),
    'milestoneChange.status': `upper(${text('status')})`,
  }),
  ofType('plan.modification.options', {
    'planOptions.message': text('message'),
    'planOptions.suggestions.key': eachOf('suggestions', 'id'),
    'planOptions.suggestions.label': eachOf('suggestions', 'label'),
    'planOptions.suggestions.description': eachOf('suggestions', 'description'),
    'planOptions.suggestions.prompt': eachOf('suggestions', 'prompt_template'),
  }),
  ofType('integration.testflight.log', {
    'buildLog.text': text('message'),
    'buildLog.status': text('status'),
    'buildLog.level': `case when ${flag('is_error')} then 'error' end`,
  }),
  {
    call: 'sandbox.status_changed',
    operation: 'live/session',
    variables: { session },
    at: 'sessionUpdated.sandbox',
    sql: `select upper(status) as status from agent_sandboxes where session_id = '${session}'`,
  },
]
