import { sameValues } from '../../data/batching/link.ts'
import { orderBy } from '../../data/batching/order.ts'
import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { derived } from '../../schema/derived.ts'
import { momentOf, textOf } from '../../schema/json-shape.ts'
import { many, one } from '../../schema/relations.ts'
import { wholeNumber } from '../../schema/whole-number.ts'
import { unescaped } from './slide-image.ts'

const metadata = (row: string) => ref(row, 'SlideContent', 'metadata')
const body = (row: string) => ref(row, 'SlideContent', 'slideContent')

builder.prismaNode('SlideContent', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The uuid in the database.' }),
    presentationName: t.exposeString('presentationName'),
    slideNumber: t.field(wholeNumber('slideNumber', 'Place in the presentation, from 1.')),
    slideTitle: t.exposeString('slideTitle', { nullable: true }),
    slideContent: t.exposeString('slideContent'),
    imageUrl: t.string({
      nullable: true,
      description:
        'The picture that the slide consists of, where it is kept as one; null for a slide of HTML.',
      ...derived(
        'SlideContent',
        'pictureUrl',
        (row) => `case when ${body(row)} like '%data-is-image-slide="true"%'
then substring(${body(row)} from 'data-image-url="([^"]*)"') end`,
        (value) => (typeof value === 'string' ? unescaped(value) : null),
      ),
    }),
    lastTool: t.string({
      nullable: true,
      description: 'The agent’s tool that wrote the slide last.',
      ...derived('SlideContent', 'lastTool', (row) => `${metadata(row)}->>'tool_name'`, textOf),
    }),
    lastToolAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When that tool wrote it.',
      ...derived('SlideContent', 'lastToolAt', (row) => `${metadata(row)}->>'last_tool_execution'`, momentOf),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(one('Session', 'sessionId')),
    versions: t.field(
      many('SlideVersion', {
        by: 'id',
        link: {
          model: 'SlideContent',
          name: 'same slide',
          on: sameValues('SlideContent', 'SlideVersion', {
            sessionId: 'sessionId',
            presentationName: 'presentationName',
            slideNumber: 'slideNumber',
          }),
        },
        order: orderBy('SlideVersion', ['version', 'createdAt'], 'desc'),
        description:
          'The states of a slide that is kept as a picture, newest first; for the owner of the session only.',
      }),
    ),
  }),
})
