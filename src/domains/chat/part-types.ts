import { builder } from '../../schema/builder.ts'
import type { Part } from './parts.ts'
import { ToolOutputRef } from './tool-output.ts'

type Of<Kind extends Part['kind']> = Extract<Part, { kind: Kind }>

const TextPart = builder.objectRef<Of<'TextPart'>>('TextPart').implement({
  description: 'A text of a message.',
  fields: (t) => ({ text: t.exposeString('text', { description: 'Markdown.' }) }),
})

const ReasoningPart = builder.objectRef<Of<'ReasoningPart'>>('ReasoningPart').implement({
  description: 'The reasoning of a model before or during its answer.',
  fields: (t) => ({
    text: t.exposeString('text', {
      description: 'The reasoning as text, as far as the provider reveals it.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the reasoning started.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the reasoning ended.',
    }),
  }),
})

const ImagePart = builder.objectRef<Of<'ImagePart'>>('ImagePart').implement({
  description: 'An image.',
  fields: (t) => ({
    url: t.exposeString('url', {
      description: 'The address of the image, or the image itself as a `data:` URL.',
    }),
    detail: t.exposeString('detail', {
      nullable: true,
      description: 'How closely the model looks: `low`, `high` or `auto`.',
    }),
  }),
})

const FilePart = builder.objectRef<Of<'FilePart'>>('FilePart').implement({
  description: 'A file whose bytes the platform keeps in the message; they are not shown.',
  fields: (t) => ({
    path: t.exposeString('path', {
      nullable: true,
      description: 'The name or path of the file, as it was sent.',
    }),
    mediaType: t.exposeString('mediaType', {
      nullable: true,
      description: 'The media type, such as `application/pdf`; null if it is not known.',
    }),
  }),
})

const ToolCallPart = builder.objectRef<Of<'ToolCallPart'>>('ToolCallPart').implement({
  description: 'A call of a tool by the model.',
  fields: (t) => ({
    callId: t.exposeString('callId', {
      nullable: true,
      description: 'The id that the call and its result share; null if there is none.',
    }),
    name: t.exposeString('name', { description: 'The tool.' }),
    input: t.expose('input', {
      type: 'JSON',
      nullable: true,
      description:
        'The input of the tool. For other viewers than the owner, credentials are hidden, and all values of tools other than those for the web, slides, media, plans and deliverables.',
    }),
    isFinished: t.exposeBoolean('isFinished', {
      nullable: true,
      description: 'Whether the call is complete.',
    }),
    isOfProvider: t.exposeBoolean('isOfProvider', {
      description: 'Whether the model’s provider runs the tool itself.',
    }),
  }),
})

const ToolResultPart = builder.objectRef<Of<'ToolResultPart'>>('ToolResultPart').implement({
  description: 'The output of a tool.',
  fields: (t) => ({
    callId: t.exposeString('callId', {
      nullable: true,
      description: 'The id of the call; null if there is none.',
    }),
    name: t.exposeString('name', { description: 'The tool.' }),
    output: t.expose('output', {
      type: ToolOutputRef,
      description: 'The output, by its form.',
    }),
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'The cost in US dollars; null for other viewers than the owner, and if it is not known.',
    }),
    creditsCharged: t.exposeFloat('creditsCharged', {
      nullable: true,
      description: 'The credits that the call cost; null for other viewers than the owner.',
    }),
  }),
})

const FinishPart = builder.objectRef<Of<'FinishPart'>>('FinishPart').implement({
  description: 'How an answer ended.',
  fields: (t) => ({
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'The reason as stored, such as `end_turn` or `error`.',
    }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'The message of the error; null if the answer ended without one.',
    }),
    details: t.exposeString('details', {
      nullable: true,
      description: 'Further details for people; null if there are none.',
    }),
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
    key: t.exposeString('key', {
      nullable: true,
      description: 'The key of the part, unique within the message.',
    }),
    code: t.exposeString('code', { description: 'The source, most often Python.' }),
    status: t.exposeString('status', {
      nullable: true,
      description: 'The provider’s status of the execution; null if it sent none.',
    }),
    outputs: t.expose('outputs', {
      type: 'JSON',
      nullable: true,
      description: 'The output of the execution: text and files.',
    }),
  }),
})

const CouncilMemberPart = builder.objectRef<Of<'CouncilMemberPart'>>('CouncilMemberPart').implement({
  description: 'The answer of one of several models that were asked together.',
  fields: (t) => ({
    modelId: t.exposeString('modelId', { nullable: true, description: 'The provider’s name of the model.' }),
    modelName: t.exposeString('modelName', {
      nullable: true,
      description: 'The name for display; null if there is none.',
    }),
    text: t.exposeString('text', { description: 'The answer in Markdown; empty if the model failed.' }),
    status: t.exposeString('status', { nullable: true, description: '`completed` or `error`.' }),
    errorMessage: t.exposeString('errorMessage', {
      nullable: true,
      description: 'Why the model gave no answer; null if it did.',
    }),
  }),
})

const CouncilSynthesisPart = builder.objectRef<Of<'CouncilSynthesisPart'>>('CouncilSynthesisPart').implement({
  description: 'The synthesis that a model made of the answers of several models.',
  fields: (t) => ({
    modelId: t.exposeString('modelId', { nullable: true, description: 'The provider’s name of the model.' }),
    text: t.exposeString('text', { description: 'The combined answer in Markdown.' }),
  }),
})

const UnknownPart = builder.objectRef<Of<'UnknownPart'>>('UnknownPart').implement({
  description: 'A part in a form that this gateway does not know.',
  fields: (t) => ({
    type: t.exposeString('type', {
      nullable: true,
      description: 'The name of the form; null if the part names none.',
    }),
    value: t.expose('value', {
      type: 'JSON',
      nullable: true,
      description: 'The whole value, credentials hidden.',
    }),
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
