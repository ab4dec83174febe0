import { builder } from '../../schema/builder.ts'
import type { Part } from './parts.ts'
import { ToolOutputRef } from './tool-output.ts'

type Of<Kind extends Part['kind']> = Extract<Part, { kind: Kind }>

const TextPart = builder.objectRef<Of<'TextPart'>>('TextPart').implement({
  description: 'What is said.',
  fields: (t) => ({ text: t.exposeString('text', { description: 'Markdown.' }) }),
})

const ReasoningPart = builder.objectRef<Of<'ReasoningPart'>>('ReasoningPart').implement({
  description: 'What the model thought.',
  fields: (t) => ({
    text: t.exposeString('text'),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it began to think.',
    }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true, description: 'When it stopped.' }),
  }),
})

const ImagePart = builder.objectRef<Of<'ImagePart'>>('ImagePart').implement({
  description: 'An image.',
  fields: (t) => ({
    url: t.exposeString('url'),
    detail: t.exposeString('detail', {
      nullable: true,
      description: 'How closely the model looks: `low`, `high` or `auto`.',
    }),
  }),
})

const FilePart = builder.objectRef<Of<'FilePart'>>('FilePart').implement({
  description: 'A file whose bytes the platform keeps in the message; they are not shown.',
  fields: (t) => ({
    path: t.exposeString('path', { nullable: true, description: 'Its name or path, as it was sent.' }),
    mediaType: t.exposeString('mediaType', { nullable: true, description: 'Such as `application/pdf`.' }),
  }),
})

const ToolCallPart = builder.objectRef<Of<'ToolCallPart'>>('ToolCallPart').implement({
  description: 'The model asks for a tool.',
  fields: (t) => ({
    callId: t.exposeString('callId', { nullable: true, description: 'The result carries the same.' }),
    name: t.exposeString('name', { description: 'The tool.' }),
    input: t.expose('input', {
      type: 'JSON',
      nullable: true,
      description:
        'What the tool is given. For others than the owner, credentials are hidden, and values of all tools but those for the web, slides, media, plans and deliverables.',
    }),
    isFinished: t.exposeBoolean('isFinished', {
      nullable: true,
      description: 'Whether the model has said all of it.',
    }),
    isOfProvider: t.exposeBoolean('isOfProvider', {
      description: 'Whether the model’s provider runs the tool itself.',
    }),
  }),
})

const ToolResultPart = builder.objectRef<Of<'ToolResultPart'>>('ToolResultPart').implement({
  description: 'What a tool gave back.',
  fields: (t) => ({
    callId: t.exposeString('callId', { nullable: true, description: 'The call that it answers.' }),
    name: t.exposeString('name', { description: 'The tool.' }),
    output: t.expose('output', {
      type: ToolOutputRef,
      description: 'The answer, in the form in which the tool gave it.',
    }),
    costUsd: t.exposeFloat('costUsd', { nullable: true, description: 'In US dollars; for the owner.' }),
    creditsCharged: t.exposeFloat('creditsCharged', { nullable: true, description: 'For the owner.' }),
  }),
})

const FinishPart = builder.objectRef<Of<'FinishPart'>>('FinishPart').implement({
  description: 'How an answer ended.',
  fields: (t) => ({
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'A word such as `end_turn` or `error`.',
    }),
    message: t.exposeString('message', { nullable: true }),
    details: t.exposeString('details', { nullable: true, description: 'More about it, for people.' }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the answer was complete.',
    }),
  }),
})

const CodePart = builder.objectRef<Of<'CodePart'>>('CodePart').implement({
  description: 'Code that the model runs at its provider.',
  fields: (t) => ({
    key: t.exposeString('key', { nullable: true, description: 'Its name within the message.' }),
    code: t.exposeString('code', { description: 'The source, most often Python.' }),
    status: t.exposeString('status', { nullable: true }),
    outputs: t.expose('outputs', { type: 'JSON', nullable: true, description: 'What it printed and made.' }),
  }),
})

const CouncilMemberPart = builder.objectRef<Of<'CouncilMemberPart'>>('CouncilMemberPart').implement({
  description: 'What one of several models answered that were asked together.',
  fields: (t) => ({
    modelId: t.exposeString('modelId', { nullable: true, description: 'The provider’s name of the model.' }),
    modelName: t.exposeString('modelName', { nullable: true, description: 'The name to show to people.' }),
    text: t.exposeString('text'),
    status: t.exposeString('status', { nullable: true, description: '`completed` or `error`.' }),
    errorMessage: t.exposeString('errorMessage', { nullable: true, description: 'Why it gave no answer.' }),
  }),
})

const CouncilSynthesisPart = builder.objectRef<Of<'CouncilSynthesisPart'>>('CouncilSynthesisPart').implement({
  description: 'What a model made of the answers of several.',
  fields: (t) => ({
    modelId: t.exposeString('modelId', { nullable: true, description: 'The provider’s name of the model.' }),
    text: t.exposeString('text'),
  }),
})

const UnknownPart = builder.objectRef<Of<'UnknownPart'>>('UnknownPart').implement({
  description: 'A part in a form that this gateway does not know.',
  fields: (t) => ({
    type: t.exposeString('type', { nullable: true, description: 'The form, where it is named.' }),
    value: t.expose('value', { type: 'JSON', nullable: true, description: 'All of it, credentials hidden.' }),
  }),
})

export const PartRef = builder.unionType('ChatMessagePart', {
  description: 'A part of a message.',
  types: [
    TextPart,
    ReasoningPart,
    ImagePart,
    FilePart,
    ToolCallPart,
    ToolResultPart,
    FinishPart,
    CodePart,
    CouncilMemberPart,
    CouncilSynthesisPart,
    UnknownPart,
  ],
  resolveType: ({ kind }) => kind,
})
