import { atLeast, atMost } from '../../data/batching/conditions.ts'
import { sameValues } from '../../data/batching/link.ts'
import type { Batch } from '../../data/batching/loaders.ts'
import { keysText } from '../../data/batching/statement.ts'
import { builder } from '../../schema/builder.ts'
import { defineFilter } from '../../schema/list-args.ts'
import { checkListRows } from '../../schema/load-list.ts'
import { readRow, relatedList } from '../../schema/relations.ts'

/** The slides of a session with the same presentation name. Presentations have no table of their own. */
type Presentation = {
  readonly sessionId: string
  readonly name: string
  readonly slideCount: number
  readonly lastUpdatedAt: string
  /** The id of one of its slides, by which related rows are found. */
  readonly aSlideId: string
}

// Slides are visible with their session, and the sessions were read under the viewer's access rules.
const presentationsOfSession: Batch<string, Presentation[]> = {
  name: 'presentations of sessions',
  reads: (session) => [{ model: 'SlideContent', by: 'sessionId', key: session }],
  load: async (sessionIds, sql) => {
    const rows = await sql.query<Presentation>(
      {
        name: 'presentations',
        text: `select session_id as "sessionId", presentation_name as "name", count(*)::int as "slideCount",
max(updated_at) as "lastUpdatedAt", min(id::text)::uuid as "aSlideId"
from slide_contents where session_id = any(${keysText('$1', 'uuid')})
group by session_id, presentation_name order by max(updated_at) desc, presentation_name`,
      },
      [sessionIds],
    )
    const bySession = new Map<string, Presentation[]>(sessionIds.map((id) => [id, []]))
    for (const row of rows) bySession.get(row.sessionId)?.push(row)
    return sessionIds.map((id) => bySession.get(id) ?? [])
  },
}

const SlideFilter = defineFilter('SlideFilter', 'Restricts a list of the slides of a presentation.', {
  fromNumber: {
    type: 'Int',
    description: 'Only slides with this number or a greater one.',
    where: (number: number) => atLeast('SlideContent', 'slideNumber', number),
  },
  toNumber: {
    type: 'Int',
    description: 'Only slides with this number or a smaller one.',
    where: (number: number) => atMost('SlideContent', 'slideNumber', number),
  },
})

const PresentationRef = builder.objectRef<Presentation>('Presentation')

PresentationRef.implement({
  description: 'The slides of a session that share a presentation name.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the presentation, unique within the session.' }),
    slideCount: t.exposeInt('slideCount', { description: 'The number of slides.' }),
    lastUpdatedAt: t.expose('lastUpdatedAt', {
      type: 'DateTime',
      description: 'When one of its slides was last changed.',
    }),
    slides: t.field({
      ...relatedList('SlideContent', {
        by: 'id',
        key: 'aSlideId',
        link: {
          model: 'SlideContent',
          name: 'same presentation',
          on: sameValues('SlideContent', 'SlideContent', {
            sessionId: 'sessionId',
            presentationName: 'presentationName',
          }),
        },
        filter: SlideFilter,
        description:
          'The slides in order. Their HTML is large: ask for `slideContent` of the slides that are shown.',
      }),
    }),
    session: t.field({
      type: 'Session',
      nullable: true,
      resolve: ({ sessionId }, _args, context, info) => readRow(context, info, 'Session', 'id', sessionId),
    }),
  }),
})

builder.prismaObjectFields('Session', (t) => ({
  presentations: t.field({
    type: [PresentationRef],
    description: 'The presentations made in the session, most recently changed first.',
    select: { id: true },
    resolve: async ({ id }, _args, context) =>
      checkListRows(context, await context.loaders.batch(presentationsOfSession, id)),
  }),
  presentation: t.field({
    type: PresentationRef,
    nullable: true,
    description: 'The presentation of this name.',
    args: { name: t.arg.string({ required: true, description: 'The exact name of the presentation.' }) },
    select: { id: true },
    resolve: async ({ id }, { name }, { loaders }) =>
      (await loaders.batch(presentationsOfSession, id)).find((one) => one.name === name) ?? null,
  }),
}))
