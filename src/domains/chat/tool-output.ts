import { omitMaskedAddress } from '../../auth/masking/addresses.ts'
import { builder } from '../../schema/builder.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { readRow } from '../../schema/relations.ts'
import { withFileAddress, withFileAddresses } from '../files/file-addresses.ts'
import type { ContentItem, Story, StoryPage, ToolOutput } from './parse-tool-output.ts'

type Of<Kind extends ToolOutput['kind']> = Extract<ToolOutput, { kind: Kind }>

const TextOutput = builder.objectRef<Of<'ToolTextOutput'>>('ToolTextOutput').implement({
  description: 'Text.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The output of the tool, credentials hidden.' }),
    isError: t.exposeBoolean('isError', {
      description: 'Whether the tool failed and this is its error message.',
    }),
  }),
})

const JsonOutput = builder.objectRef<Of<'ToolJsonOutput'>>('ToolJsonOutput').implement({
  description: 'Data of any form.',
  fields: (t) => ({
    value: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'Credentials hidden. Addresses of files that it names are given to those who may see the file.',
      resolve: ({ value }, _args, context) => withFileAddresses(value, context),
    }),
    isError: t.exposeBoolean('isError', {
      description: 'Whether the tool failed and this is its error message.',
    }),
  }),
})

const Denial = builder.objectRef<Of<'ToolDenial'>>('ToolDenial').implement({
  description: 'The tool was not allowed to run.',
  fields: (t) => ({
    reason: t.exposeString('reason', { nullable: true, description: 'The reason; null if none was given.' }),
  }),
})

const Item = builder.objectRef<ContentItem>('ToolContent').implement({
  description: 'A text, file or image in the output of a tool. Bytes are left out.',
  fields: (t) => ({
    type: t.exposeString('type', {
      description:
        '`text`, `file-data`, `file-url`, `file-id`, `image-data`, `image-url`, `image-file-id` or `custom`.',
    }),
    text: t.exposeString('text', { nullable: true, description: 'The text; null for files and images.' }),
    url: t.string({
      nullable: true,
      description:
        'The address. For other viewers than the owner, null where it is signed and they may not see `file`.',
      resolve: async ({ url, fileId }, _args, context) =>
        omitMaskedAddress(await withFileAddress(url, fileId, context)),
    }),
    mediaType: t.exposeString('mediaType', {
      nullable: true,
      description: 'The media type, such as `image/png`; null if it is not known.',
    }),
    fileName: t.exposeString('fileName', {
      nullable: true,
      description: 'The name of the file; null if the output names none.',
    }),
    file: t.field({
      type: 'UserAsset',
      nullable: true,
      description:
        'The file whose id the output names; null if it names none, and if the file was deleted or is not visible to you.',
      resolve: ({ fileId }, _args, context, info) =>
        readRow(context, info, 'UserAsset', 'id', toModelKey('UserAsset', fileId)),
    }),
  }),
})

const ContentOutput = builder.objectRef<Of<'ToolContentOutput'>>('ToolContentOutput').implement({
  description: 'Several texts, files and images.',
  fields: (t) => ({
    items: t.expose('items', {
      type: [Item],
      description: 'The texts, files and images, in the order of the output.',
    }),
  }),
})

const StoryPageRef = builder.objectRef<StoryPage>('StoryPagePreview').implement({
  description: 'A page as the tool returned it; for the stored page, see `StorybookPage`.',
  fields: (t) => ({
    pageNumber: t.exposeInt('pageNumber', {
      nullable: true,
      description: 'The page’s position in the book; 1 is the cover.',
    }),
    imageUrl: t.exposeString('imageUrl', {
      nullable: true,
      description:
        'The address of the picture; null until it is drawn, and for other viewers than the owner where it is signed. `storybook` has the pictures that they may see.',
    }),
    text: t.exposeString('text', {
      nullable: true,
      description: 'The text of the page; null if it has none yet.',
    }),
    audioUrl: t.exposeString('audioUrl', {
      nullable: true,
      description:
        'The address of the text read aloud; null where it is not, and for other viewers than the owner where the address is signed.',
    }),
    textPosition: t.exposeString('textPosition', {
      nullable: true,
      description: 'The position of the text, such as `left` or `separate_page`.',
    }),
    textPercentage: t.exposeInt('textPercentage', {
      nullable: true,
      description: 'How much of the page the text takes, in percent.',
    }),
  }),
})

const StoryRef = builder.interfaceRef<Story>('StoryOutput').implement({
  description: 'A storybook that a tool makes or has made.',
  fields: (t) => ({
    name: t.exposeString('name', {
      nullable: true,
      description: 'The name of the storybook; null if the tool did not say.',
    }),
    pages: t.expose('pages', { type: [StoryPageRef], description: 'The pages made so far.' }),
    storybook: t.field({
      type: 'Storybook',
      nullable: true,
      description: 'The storybook; null if it was deleted.',
      resolve: ({ storybookId }, _args, context, info) =>
        readRow(context, info, 'Storybook', 'id', toModelKey('Storybook', storybookId)),
    }),
  }),
})

const ProgressOutput = builder.objectRef<Of<'StorybookProgressOutput'>>('StorybookProgressOutput').implement({
  description: 'A storybook that is being made.',
  interfaces: [StoryRef],
  fields: (t) => ({
    status: t.exposeString('status', {
      nullable: true,
      description: 'The progress in the tool’s words, such as `generating`.',
    }),
    totalPages: t.exposeInt('totalPages', { nullable: true, description: 'How many pages it will have.' }),
    completedPages: t.exposeInt('completedPages', {
      nullable: true,
      description: 'The number of completed pages; null if the tool did not say.',
    }),
    currentPage: t.exposeInt('currentPage', {
      nullable: true,
      description: 'The number of the page made last; null if the tool did not say.',
    }),
    generatingPages: t.exposeIntList('generatingPages', {
      description: 'The numbers of the pages that are being made.',
    }),
    errorMessage: t.exposeString('errorMessage', {
      nullable: true,
      description: 'The error message, credentials hidden; null if there was no error.',
    }),
  }),
})

const BookOutput = builder.objectRef<Of<'StorybookOutput'>>('StorybookOutput').implement({
  description: 'A storybook that is done.',
  interfaces: [StoryRef],
  fields: (t) => ({
    version: t.exposeInt('version', {
      nullable: true,
      description: 'The number of the storybook’s version that the tool made.',
    }),
    aspectRatio: t.exposeString('aspectRatio', {
      nullable: true,
      description: 'The aspect ratio of the pictures, such as `4:3`.',
    }),
    resolution: t.exposeString('resolution', {
      nullable: true,
      description: 'The resolution of the pictures, such as `2K`.',
    }),
  }),
})

const UnknownOutput = builder.objectRef<Of<'UnknownToolOutput'>>('UnknownToolOutput').implement({
  description: 'The output of a tool in a form that this gateway does not know.',
  fields: (t) => ({
    type: t.exposeString('type', {
      nullable: true,
      description: 'The name of the form; null if the output names none.',
    }),
    value: t.field({
      type: 'JSON',
      nullable: true,
      description: 'The whole value, credentials hidden, like `ToolJsonOutput.value`.',
      resolve: ({ value }, _args, context) => withFileAddresses(value, context),
    }),
  }),
})

export const ToolOutputRef = builder.unionType('ToolOutput', {
  description: 'The output of a tool.',
  types: [TextOutput, JsonOutput, Denial, ContentOutput, ProgressOutput, BookOutput, UnknownOutput],
  resolveType: ({ kind }) => kind,
})
