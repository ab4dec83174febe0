import { scrubJson, toolNamed } from '../../auth/scrub.ts'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import { builder } from '../../schema/builder.ts'
import {
  asBooleanOrText,
  asObject,
  asObjectList,
  asScrubbedText,
  asString,
  asStrings,
  asText,
} from '../../schema/json-readers.ts'
import { redacted } from '../../schema/redaction.ts'

type RequestedKey = { readonly key: string; readonly description: string | null }

type InputField = {
  readonly name: string
  readonly type: string | null
  readonly description: string | null
  readonly value: unknown
}

type Requirement = {
  readonly key: string | null
  readonly needsConfirmation: boolean
  readonly needsUserInput: boolean
  readonly needsExternalExecution: boolean
  readonly callId: string | null
  readonly toolName: string | null
  readonly arguments: unknown
  readonly inputSchema: readonly InputField[]
  readonly requestedKeys: readonly RequestedKey[]
}

type Confirmation = { readonly message: string | null; readonly requirements: readonly Requirement[] }

const RequestedKeyRef = builder.objectRef<RequestedKey>('RequestedKey').implement({
  description: 'A variable that a tool asks the user for.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'The name of the variable, such as `RESEND_API_KEY`.' }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'The purpose of the variable, for people; null if none was given.',
    }),
  }),
})

const InputFieldRef = builder.objectRef<InputField>('ToolInputField').implement({
  description: 'A value that a tool asks the user for.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the tool’s parameter.' }),
    type: t.exposeString('type', {
      nullable: true,
      description: 'The type of the value, such as `str` or `integer`.',
    }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'A description of the value to enter, for people.',
    }),
    value: t.expose('value', {
      type: 'JSON',
      nullable: true,
      description:
        'The value that the user entered; hidden for other viewers than the owner, and always for tools that ask for credentials.',
    }),
  }),
})

const RequirementRef = builder.objectRef<Requirement>('ConfirmationRequirement').implement({
  description: 'A tool call that waits for the user.',
  fields: (t) => ({
    key: t.exposeString('key', {
      nullable: true,
      description: 'The key with which clients send the decision to the platform.',
    }),
    needsConfirmation: t.exposeBoolean('needsConfirmation', {
      description: 'Whether the user must allow or refuse the call.',
    }),
    needsUserInput: t.exposeBoolean('needsUserInput', {
      description: 'Whether the user must enter the values of `inputSchema`.',
    }),
    needsExternalExecution: t.exposeBoolean('needsExternalExecution', {
      description: 'Whether the client must run the tool itself.',
    }),
    callId: t.exposeString('callId', {
      nullable: true,
      description: 'The tool call: see `EventTool.callId`.',
    }),
    toolName: t.exposeString('toolName', {
      nullable: true,
      description: 'The name of the tool; null if the event names none.',
    }),
    arguments: t.expose('arguments', {
      type: 'JSON',
      nullable: true,
      description:
        'The arguments of the call, masked like `EventTool.input`; the structure, names and descriptions are kept.',
    }),
    inputSchema: t.expose('inputSchema', {
      type: [InputFieldRef],
      description: 'The values that the user is asked to enter; empty if none.',
    }),
    requestedKeys: t.expose('requestedKeys', {
      type: [RequestedKeyRef],
      description: 'The variables that `ask_user_env` asks for; empty for other tools.',
    }),
  }),
})

const ConfirmationRef = builder.objectRef<Confirmation>('EventConfirmation').implement({
  description: 'A question to the user, for which the run is paused.',
  fields: (t) => ({
    message: t.exposeString('message', { nullable: true, description: 'The question, for people.' }),
    requirements: t.expose('requirements', {
      type: [RequirementRef],
      description:
        'The tool calls that wait for the user; those of the whole run without an answer if the event does not distinguish them.',
    }),
  }),
})

type Json = Readonly<Record<string, unknown>>

const calledTool = (given: Json): Json => asObject(given.tool_execution) ?? given

/** Reads a requirement of a content that was scrubbed before. */
function parseRequirement(given: Json): Requirement {
  const call = calledTool(given)
  const input = asObject(call.tool_args)
  const schema = given.user_input_schema ?? call.user_input_schema
  return {
    key: asText(given.id),
    needsConfirmation: asBooleanOrText(given.needs_confirmation ?? call.requires_confirmation) ?? false,
    needsUserInput: asBooleanOrText(given.needs_user_input ?? call.requires_user_input) ?? false,
    needsExternalExecution:
      asBooleanOrText(given.needs_external_execution ?? call.external_execution_required) ?? false,
    callId: asText(call.tool_call_id),
    toolName: toolNamed(call) ?? null,
    arguments: call.tool_args ?? null,
    inputSchema: inputFields(schema).flatMap(parseInputField),
    requestedKeys: parseRequestedKeys(input?.requested_keys ?? input?.keys),
  }
}

/** The fields of a list, or the properties of a JSON Schema. */
function inputFields(schema: unknown): readonly Json[] {
  const properties = Object.entries(asObject(asObject(schema)?.properties) ?? {})
  return properties.length > 0
    ? properties.map(([name, property]) => ({ ...asObject(property), name }))
    : asObjectList(schema)
}

function parseInputField(field: Json): InputField[] {
  const name = asString(field.name)
  const type = asString(field.field_type) ?? asString(field.type)
  return name === null
    ? []
    : [{ name, type, description: asScrubbedText(field.description), value: field.value ?? null }]
}

/** Keys with descriptions, or bare names as older calls have them. */
function parseRequestedKeys(value: unknown): RequestedKey[] {
  const described = asObjectList(value).flatMap((item) => {
    const key = asScrubbedText(item.key)
    return key === null ? [] : [{ key, description: asScrubbedText(item.description) }]
  })
  return described.length > 0 ? described : asStrings(value).map((key) => ({ key, description: null }))
}

/** Whether the user has allowed, refused or answered a call. */
function isAnswered(given: Json): boolean {
  const { confirmed, answered } = calledTool(given)
  return asBooleanOrText(given.confirmation ?? confirmed) !== null || asBooleanOrText(answered) === true
}

/** What waits of a whole run: its requirements, or its calls where there are none. */
function waitingOf({ requirements, tools }: Json): Json[] {
  const ofRun = asObjectList(requirements)
  const calls = asObjectList(tools).filter((call) =>
    [call.requires_confirmation, call.requires_user_input, call.external_execution_required].some(
      (needed) => asBooleanOrText(needed) === true,
    ),
  )
  return (ofRun.length > 0 ? ofRun : calls).filter((given) => !isAnswered(given))
}

function parseConfirmation(content: unknown): Confirmation | null {
  const event = asObject(content)
  if (!event) return null
  const active = asObjectList(event.active_requirements)
  const requirements = active.length > 0 ? active : waitingOf(event)
  return { message: asScrubbedText(event.message), requirements: requirements.map(parseRequirement) }
}

defineComputedColumn(
  'ApplicationEvent',
  'confirmation',
  (row) => `case when ${row}.event_type = 'agent.tool.confirmation' then ${row}.content end`,
)

builder.prismaObjectField('ApplicationEvent', 'confirmation', (t) =>
  t.field({
    type: ConfirmationRef,
    nullable: true,
    description: 'The question that the user must answer before the run continues; null for other events.',
    ...redacted(['confirmation'], ({ confirmation }, audience) =>
      parseConfirmation(scrubJson(confirmation, audience)),
    ),
  }),
)
