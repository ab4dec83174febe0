import { z } from 'zod'
import { always } from '../../data/batching/condition.ts'
import { insertRow } from '../../data/write.ts'
import { idInput, inputField, rawText, singleLine } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { deletedId, deleteOwnRow, updateOwnRow } from '../../schema/own-rows.ts'
import { webAddress } from '../../schema/web-address.ts'
import { maxHtmlLength } from './slide-writes.ts'

const noun = 'slide template'
const maxImages = 20
const maxNameLength = 200
const name = singleLine(maxNameLength)
const content = rawText(maxHtmlLength)
const images = z.array(webAddress).max(maxImages)
const aboutName = `The name to show, one line of at most ${maxNameLength} characters.`
const aboutContent = `The design as an HTML document, kept as it is, at most ${maxHtmlLength} characters.`
const aboutImages = `Addresses of preview pictures, at most ${maxImages}.`

mutation('createSlideTemplate', {
  description: 'Adds a slide template: a design that new presentations can start from.',
  input: {
    name: inputField('String', name, aboutName),
    content: inputField('String', content, aboutContent),
    images: inputField(['String'], images.default([]), aboutImages),
  },
  payload: { template: 'SlideTemplate' },
  errors: [],
  admin: true,
  idempotent: true,
  resolve: async ({ input: { name, content, images }, sql }) => {
    const row = { slideTemplateName: name, slideContent: content, slideTemplateImages: images }
    return { template: (await insertRow(sql, 'SlideTemplate', row))?.id ?? null }
  },
})

mutation('updateSlideTemplate', {
  description: 'Changes a slide template. Fields that the input leaves out are kept.',
  input: {
    id: idInput('SlideTemplate'),
    name: inputField('String', name.optional(), aboutName),
    content: inputField('String', content.optional(), aboutContent),
    images: inputField(['String'], images.optional(), aboutImages),
  },
  payload: { template: 'SlideTemplate' },
  errors: ['NotFoundError'],
  admin: true,
  resolve: async ({ input: { id, name, content, images }, ...write }) => {
    const set = { slideTemplateName: name, slideContent: content, slideTemplateImages: images }
    return { template: await updateOwnRow(write, 'SlideTemplate', id, set, { noun, rows: always }) }
  },
})

mutation('deleteSlideTemplate', {
  description: 'Deletes a slide template. Presentations made from it are kept.',
  input: { id: idInput('SlideTemplate') },
  returns: { deletedId },
  errors: ['NotFoundError'],
  admin: true,
  resolve: async ({ input: { id }, ...write }) => ({
    deletedId: await deleteOwnRow(write, 'SlideTemplate', id, { noun, rows: always }),
  }),
})
