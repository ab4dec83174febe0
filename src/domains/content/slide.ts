import { sameValues } from '../../data/batching/link.ts'
import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { intFromBigint } from '../../schema/int-from-bigint.ts'
import { asDateTime, asString } from '../../schema/json-readers.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'
import { unescapeHtml } from './slide-image.ts'

const metadata = (row: string) => ref(row, 'SlideContent', 'metadata')
const body = (row: string) => ref(row, 'SlideContent', 'slideContent')

/** The address of a slide's picture, found like the platform's client does: by attributes, or in older slides by a `meta`. */
const pictureText = (row: string) => `case
when ${body(row)} like '%data-is-image-slide="true"%' and ${body(row)} ~ 'data-image-url="[^"]'
  then substring(${body(row)} from 'data-image-url="([^"]+)"')
when ${body(row)} ~ '<meta\\s+name="slide-type"\\s+content="image"'
  then substring(${body(row)} from '<img[^>]+src="([^"]+)"') end`

builder.prismaNode('SlideContent', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    presentationName: t.exposeString('presentationName'),
    slideNumber: t.field(intFromBigint('slideNumber', 'The slide’s position in the presentation, from 1.')),
    slideTitle: t.exposeString('slideTitle', { nullable: true }),
    slideContent: t.exposeString('slideContent'),
    imageUrl: t.string({
      nullable: true,
      description:
        'The picture that the slide consists of, where it is kept as one; null for a slide of HTML.',
      ...computed('SlideContent', 'pictureUrl', pictureText, (value) =>
        typeof value === 'string' ? unescapeHtml(value) : null,
      ),
    }),
    lastTool: t.string({
      nullable: true,
      description: 'The agent’s tool that wrote the slide last.',
      ...computed('SlideContent', 'lastTool', (row) => `${metadata(row)}->>'tool_name'`, asString),
    }),
    lastToolAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When that tool wrote it.',
      ...computed(
        'SlideContent',
        'lastToolAt',
        (row) => `${metadata(row)}->>'last_tool_execution'`,
        asDateTime,
      ),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(relation('Session', 'sessionId')),
    versions: t.field(
      relatedConnection('SlideVersion', {
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
        description: 'The states of a slide that is kept as a picture, newest first.',
      }),
    ),
  }),
})
