import { z } from 'zod'
import { all } from '../../data/batching/condition.ts'
import { equals } from '../../data/batching/conditions.ts'
import { deleteRows, selectForUpdate } from '../../data/write.ts'
import { idInput, idListInput, inputField, rawText, singleLine } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { deletedId, deleteOwnRow, lockRow } from '../../schema/own-rows.ts'
import { NotFoundError, ValidationError } from '../../schema/write-errors.ts'

export const maxHtmlLength = 500_000
const maxNameLength = 200
const maxSlides = 500

const presentation = {
  session: idInput('Session'),
  presentation: inputField(
    'String',
    singleLine(maxNameLength),
    `The name of the presentation, at most ${maxNameLength} characters.`,
  ),
}

// The metadata is replaced, as the platform does: which tool wrote the slide, and when.
const upsert = `insert into slide_contents as t
(session_id, presentation_name, slide_number, slide_title, slide_content, metadata)
values ($1, $2, $3, $4, $5, jsonb_build_object('tool_name', 'gateway', 'last_tool_execution', now()))
on conflict (session_id, presentation_name, slide_number) do update set
slide_title = case when $6 then excluded.slide_title else t.slide_title end,
slide_content = excluded.slide_content, metadata = excluded.metadata, updated_at = now()
returning id`

mutation('writeSlide', {
  description:
    'Writes a slide of a presentation: a new one, or in place of the one that has this number. The copy in the session’s sandbox stays as it is.',
  input: {
    ...presentation,
    slideNumber: inputField(
      'Int',
      z.int().min(1).max(10_000),
      'The slide’s position in the presentation, from 1.',
    ),
    title: inputField(
      'String',
      singleLine(maxNameLength).nullish(),
      'The title of the slide. If it is left out, an existing slide keeps its title.',
    ),
    content: inputField(
      'String',
      rawText(maxHtmlLength),
      `The slide as an HTML document, kept as it is, at most ${maxHtmlLength} characters. Show it where scripts cannot run.`,
    ),
  },
  payload: { slide: 'SlideContent' },
  errors: ['NotFoundError'],
  transaction: true,
  resolve: async ({ input, ...write }) => {
    await lockRow(write, 'Session', input.session, { noun: 'session' })
    const { title, slideNumber, content } = input
    const key = [input.session, input.presentation, slideNumber]
    const values = [...key, title ?? null, content, title !== undefined]
    const [slide] = await write.sql.query<{ id: string }>(upsert, values)
    return { slide: slide?.id ?? null }
  },
})

mutation('deleteSlide', {
  description:
    'Deletes a slide with its earlier versions. The other slides keep their numbers: see `reorderSlides`.',
  input: { id: idInput('SlideContent') },
  returns: { deletedId },
  errors: ['NotFoundError'],
  transaction: true,
  resolve: async ({ input: { id }, ...write }) => {
    const fields = ['sessionId', 'presentationName', 'slideNumber'] as const
    const slide = await lockRow(write, 'SlideContent', id, { noun: 'slide', fields, strength: 'update' })
    await deleteRows(
      write.sql,
      'SlideVersion',
      all(fields.map((one) => equals('SlideVersion', one, slide[one]))),
    )
    return { deletedId: await deleteOwnRow(write, 'SlideContent', id, { noun: 'slide' }) }
  },
})

// Slide numbers are unique at all times, so the slides get negative numbers before their new ones.
const stepAside = `update slide_contents t set slide_number = -n.place, updated_at = now()
from unnest($1::uuid[]) with ordinality n(id, place) where t.id = n.id`
const moveStates = `update slide_versions t set slide_number = -s.slide_number, updated_at = now()
from unnest($3::uuid[], $4::bigint[]) old(id, place) join slide_contents s on s.id = old.id
where t.session_id = $1 and t.presentation_name = $2 and t.slide_number = old.place`
const takePlace = 'update slide_contents set slide_number = -slide_number where id = any($1::uuid[])'

mutation('reorderSlides', {
  description:
    'Puts the slides of a presentation in another order, numbered from 1; their earlier states go along.',
  input: {
    ...presentation,
    slides: idListInput(
      'SlideContent',
      maxSlides,
      `All slides of the presentation in the new order, at most ${maxSlides}.`,
    ),
  },
  payload: { session: 'Session' },
  errors: ['NotFoundError'],
  transaction: true,
  resolve: async ({ input, ...write }) => {
    // Also blocks the insertion of slides, which locks the session.
    await lockRow(write, 'Session', input.session, { noun: 'session', strength: 'update' })
    const ofPresentation = all([
      equals('SlideContent', 'sessionId', input.session),
      equals('SlideContent', 'presentationName', input.presentation),
    ])
    const present = await selectForUpdate(
      write.sql,
      'SlideContent',
      ['id', 'slideNumber'],
      ofPresentation,
      'update',
    )
    const known = new Set(present.map(({ id }) => id))
    if (input.slides.some((id) => !known.has(id))) throw new NotFoundError('slide of the presentation')
    if (present.length !== input.slides.length) {
      const message = `must be the ${present.length} slides of the presentation, each once`
      throw new ValidationError([{ path: 'slides', message }])
    }
    const numbers = present.map(({ slideNumber }) => slideNumber)
    const ids = present.map(({ id }) => id)
    await write.sql.query(stepAside, [input.slides])
    await write.sql.query(moveStates, [input.session, input.presentation, ids, numbers])
    await write.sql.query(takePlace, [input.slides])
    return { session: input.session }
  },
})
