import { always } from '../../data/batching/condition.ts'
import { insertRow } from '../../data/write.ts'
import { idInput, inputEnum, inputField, optionalInputEnum, singleLine, text } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { deletedId, deleteOwnRow, updateOwnRow } from '../../schema/own-rows.ts'
import { webAddress } from '../../schema/web-address.ts'
import { MediaTemplateType } from './media-template.ts'

const noun = 'media template'
const maxPromptLength = 20_000
const types = ['image', 'image-mini-tools', 'storybook', 'storybook_genres', 'infographic', 'poster'] as const
const aboutType = 'The medium that the template is for.'
const maxNameLength = 200
const name = singleLine(maxNameLength)
const aboutName = `The name to show, one line of at most ${maxNameLength} characters.`
const prompt = text(maxPromptLength)
const preview = inputField('String', webAddress.nullish(), 'The address of a preview picture.')
const aboutPrompt = `The instructions it gives to the model, at most ${maxPromptLength} characters.`

mutation('createMediaTemplate', {
  description: 'Adds a media template: a style, tool or genre for images and storybooks.',
  input: {
    name: inputField('String', name, aboutName),
    type: inputEnum(MediaTemplateType, types, aboutType),
    prompt: inputField('String', prompt, aboutPrompt),
    preview,
  },
  payload: { template: 'MediaTemplate' },
  errors: [],
  admin: true,
  idempotent: true,
  resolve: async ({ input: { name, type, prompt, preview }, sql }) => ({
    template: (await insertRow(sql, 'MediaTemplate', { name, type, prompt, preview }))?.id ?? null,
  }),
})

mutation('updateMediaTemplate', {
  description: 'Changes a media template. Fields that the input leaves out are kept.',
  input: {
    id: idInput('MediaTemplate'),
    name: inputField('String', name.optional(), aboutName),
    type: optionalInputEnum(MediaTemplateType, types, aboutType),
    prompt: inputField('String', prompt.optional(), aboutPrompt),
    preview,
  },
  payload: { template: 'MediaTemplate' },
  errors: ['NotFoundError'],
  admin: true,
  resolve: async ({ input: { id, name, type, prompt, preview }, ...write }) => {
    const set = { name, type, prompt, preview }
    return { template: await updateOwnRow(write, 'MediaTemplate', id, set, { noun, rows: always }) }
  },
})

mutation('deleteMediaTemplate', {
  description: 'Deletes a media template. Media made with it are kept.',
  input: { id: idInput('MediaTemplate') },
  returns: { deletedId },
  errors: ['NotFoundError'],
  admin: true,
  resolve: async ({ input: { id }, ...write }) => ({
    deletedId: await deleteOwnRow(write, 'MediaTemplate', id, { noun, rows: always }),
  }),
})
