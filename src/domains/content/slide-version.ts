import { sameValues } from '../../data/batching/link.ts'
import { orderBy } from '../../data/batching/order.ts'
import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed, derivedFrom } from '../../schema/computed.ts'
import { intFromBigint } from '../../schema/int-from-bigint.ts'
import { ownerOnly } from '../../schema/redaction.ts'
import { firstRelated, relatedConnection, relatedList, relation } from '../../schema/relations.ts'
import { getDeclaredOrder } from '../../tables/list-order.ts'
import { parseInstructions, SlideInstruction } from './slide-instruction.ts'

const slideKey = {
  sessionId: 'sessionId',
  presentationName: 'presentationName',
  slideNumber: 'slideNumber',
} as const

const sameSlide = sameValues('SlideVersion', 'SlideVersion', slideKey)
const newestFirst = getDeclaredOrder('SlideVersion')
const age = (row: string) =>
  `(${newestFirst.fields.map((field) => ref(row, 'SlideVersion', field)).join(', ')})`

builder.prismaNode('SlideVersion', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    presentationName: t.exposeString('presentationName'),
    slideNumber: t.field(intFromBigint('slideNumber', 'The slide’s place in the presentation, from 1.')),
    version: t.field(intFromBigint('version', 'The number of the slide’s version: 1, 2, 3, …')),
    isCurrent: t.boolean({
      description: 'Whether it is the newest state of its slide.',
      ...computed(
        'SlideVersion',
        'isCurrent',
        (row) => `not exists (select from slide_versions later
where ${sameSlide(row, 'later')} and ${age('later')} > ${age(row)})`,
        (value) => value === true,
        [{ model: 'SlideVersion' }],
      ),
    }),
    imageUrl: t.exposeString('imageUrl'),
    thumbnailUrl: t.exposeString('thumbnailUrl', { nullable: true }),
    editSummary: t.exposeString('editSummary', { nullable: true }),
    instructions: t.field({
      type: [SlideInstruction],
      description:
        'The edits that made this state from its parent, with their prompts; empty for the first, null for others than the owner.',
      ...ownerOnly(derivedFrom(['instructionsApplied'], (row) => parseInstructions(row.instructionsApplied))),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(relation('Session', 'sessionId')),
    root: t.field(
      relation('SlideVersion', 'rootVersionId', { description: 'The first state; itself, for that.' }),
    ),
    parent: t.field(
      relation('SlideVersion', 'parentVersionId', { description: 'The state that this one was made from.' }),
    ),
    children: t.field(
      relatedList('SlideVersion', {
        by: 'parentVersionId',
        order: orderBy('SlideVersion', ['version'], 'asc'),
        description: 'The states made directly from this one.',
      }),
    ),
    previous: t.field(
      firstRelated('SlideVersion', {
        by: 'id',
        link: {
          model: 'SlideVersion',
          name: 'earlier state',
          on: (link, row) => `${sameSlide(link, row)} and ${age(row)} < ${age(link)}`,
        },
        description: 'The state with the number before, whatever it was made from.',
      }),
    ),
    newest: t.field(
      firstRelated('SlideVersion', {
        by: 'id',
        link: { model: 'SlideVersion', name: 'same slide', on: sameSlide },
        description:
          'The newest state of the slide, which is the one shown; this state itself if it is the newest.',
      }),
    ),
    slide: t.field(
      firstRelated('SlideContent', {
        by: 'id',
        link: {
          model: 'SlideVersion',
          name: 'its slide',
          on: sameValues('SlideVersion', 'SlideContent', slideKey),
        },
        order: orderBy('SlideContent', [], 'asc'),
        description: 'The current slide; null if it was deleted.',
      }),
    ),
  }),
})

builder.prismaObjectField('Session', 'slideVersions', (t) =>
  t.field(
    relatedConnection('SlideVersion', {
      by: 'sessionId',
      order: orderBy('SlideVersion', ['createdAt'], 'desc'),
      description: 'The states of all slides of the session that are kept as pictures, newest first.',
    }),
  ),
)
