import { z } from 'zod'
import { always } from '../../data/batching/condition.ts'
import { insertRow } from '../../data/write.ts'
import { change, deletedId, removeRow } from '../../schema/change.ts'
import { field, idOf, line, verbatim } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { webAddress } from '../../schema/web-address.ts'
import { longestHtml } from './slide-writes.ts'

const what = 'slide template'
const mostImages = 20
const name = line(200)
const content = verbatim(longestHtml)
const images = z.array(webAddress).max(mostImages)
const aboutContent = `The design as an HTML document, kept as it is, at most ${longestHtml} characters.`
const aboutImages = `Addresses of preview pictures, at most ${mostImages}.`

mutation('createSlideTemplate', {
  description: 'Adds a design that new presentations can start from.',
  input: {
    name: field('String', name),
    content: field('String', content, aboutContent),
    images: field(['String'], images.default([]), aboutImages),
  },
  changed: { template: 'SlideTemplate' },
  errors: [],
  admin: true,
  idempotent: true,
  write: async ({ input: { name, content, images }, sql }) => {
    const row = { slideTemplateName: name, slideContent: content, slideTemplateImages: images }
    return { template: (await insertRow(sql, 'SlideTemplate', row))?.id ?? null }
  },
})

mutation('updateSlideTemplate', {
  description: 'Changes a design. What the input leaves out stays.',
  input: {
    id: idOf('SlideTemplate'),
    name: field('String', name.optional()),
    content: field('String', content.optional(), aboutContent),
    images: field(['String'], images.optional(), aboutImages),
  },
  changed: { template: 'SlideTemplate' },
  errors: ['NotFoundError'],
  admin: true,
  write: async ({ input: { id, name, content, images }, ...write }) => {
    const set = { slideTemplateName: name, slideContent: content, slideTemplateImages: images }
    return { template: await change(write, 'SlideTemplate', id, set, { what, rows: always }) }
  },
})

mutation('deleteSlideTemplate', {
  description: 'Deletes a design. Presentations made from it stay.',
  input: { id: idOf('SlideTemplate') },
  returns: { deletedId },
  errors: ['NotFoundError'],
  admin: true,
  write: async ({ input: { id }, ...write }) => ({
    deletedId: await removeRow(write, 'SlideTemplate', id, { what, rows: always }),
  }),
})
