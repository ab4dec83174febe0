import { always } from '../../data/batching/condition.ts'
import { insertRow } from '../../data/write.ts'
import { change, deletedId, removeRow } from '../../schema/change.ts'
import { field, idOf, line, text, writable } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { webAddress } from '../../schema/web-address.ts'
import { MediaTemplateType } from './media-template.ts'

const what = 'media template'
const longestPrompt = 20_000
const type = writable(MediaTemplateType, [
  'image',
  'image-mini-tools',
  'storybook',
  'storybook_genres',
  'infographic',
  'poster',
])
const name = line(200)
const prompt = text(longestPrompt)
const preview = field('String', webAddress.nullish(), 'Address of a preview picture.')
const aboutPrompt = `The instructions it gives to the model, at most ${longestPrompt} characters.`

mutation('createMediaTemplate', {
  description: 'Adds a style, tool or genre for pictures and storybooks.',
  input: { name: field('String', name), type, prompt: field('String', prompt, aboutPrompt), preview },
  changed: { template: 'MediaTemplate' },
  errors: [],
  admin: true,
  idempotent: true,
  write: async ({ input: { name, type, prompt, preview }, sql }) => ({
    template: (await insertRow(sql, 'MediaTemplate', { name, type, prompt, preview }))?.id ?? null,
  }),
})

mutation('updateMediaTemplate', {
  description: 'Changes a style, tool or genre. What the input leaves out stays.',
  input: {
    id: idOf('MediaTemplate'),
    name: field('String', name.optional()),
    type: field(type.type, type.rule.optional()),
    prompt: field('String', prompt.optional(), aboutPrompt),
    preview,
  },
  changed: { template: 'MediaTemplate' },
  errors: ['NotFoundError'],
  admin: true,
  write: async ({ input: { id, name, type, prompt, preview }, ...write }) => {
    const set = { name, type, prompt, preview }
    return { template: await change(write, 'MediaTemplate', id, set, { what, rows: always }) }
  },
})

mutation('deleteMediaTemplate', {
  description: 'Deletes a style, tool or genre. What was made with it stays.',
  input: { id: idOf('MediaTemplate') },
  returns: { deletedId },
  errors: ['NotFoundError'],
  admin: true,
  write: async ({ input: { id }, ...write }) => ({
    deletedId: await removeRow(write, 'MediaTemplate', id, { what, rows: always }),
  }),
})
