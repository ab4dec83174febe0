import { randomUUID } from 'node:crypto'
import { all } from '../../data/batching/condition.ts'
import { equals } from '../../data/batching/conditions.ts'
import { insertRow, selectForUpdate } from '../../data/write.ts'
import type { RowOf } from '../../schema/builder.ts'
import { idInput, inputField, singleLine } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { lockRow, updateOwnRow } from '../../schema/own-rows.ts'
import { webAddress } from '../../schema/web-address.ts'
import type { Write } from '../../schema/write.ts'
import { NotFoundError } from '../../schema/write-errors.ts'
import { renderImageSlide } from './slide-image.ts'

const place = ['sessionId', 'presentationName', 'slideNumber'] as const
type Slide = Pick<RowOf<'SlideContent'>, 'id' | 'slideTitle' | (typeof place)[number]>
const slideFields = ['id', 'slideTitle', ...place] as const

type State = {
  readonly imageUrl: string
  readonly thumbnailUrl?: string | null
  readonly editSummary?: string | null
}

/** Adds the next version of a locked slide, and sets the slide's image to it. */
async function addState(write: Write<unknown>, slide: Slide, state: State) {
  const { sql } = write
  const { id, sessionId, presentationName, slideNumber } = slide
  const [last] = await sql.query<{ root: string; parent: string; version: string }>(
    `select (array_agg(coalesce(root_version_id, id) order by version, created_at))[1] as root,
(array_agg(id order by version desc, created_at desc))[1] as parent, max(version) + 1 as version
from slide_versions where session_id = $1 and presentation_name = $2 and slide_number = $3 having count(*) > 0`,
    [sessionId, presentationName, slideNumber],
  )
  const version = randomUUID()
  await insertRow(sql, 'SlideVersion', {
    id: version,
    sessionId,
    presentationName,
    slideNumber,
    version: last?.version ?? 1,
    // The first version is its own root.
    rootVersionId: last?.root ?? version,
    parentVersionId: last?.parent,
    ...state,
  })
  const title = slide.slideTitle ?? `${presentationName}, ${slideNumber}`
  const slideContent = renderImageSlide({ title, slideNumber, imageUrl: state.imageUrl })
  await updateOwnRow(write, 'SlideContent', id, { slideContent }, { noun: 'slide' })
  return { version, slide: id }
}

mutation('addSlideVersion', {
  description: 'Replaces the picture of a slide, as a new version of the slide.',
  input: {
    slide: idInput('SlideContent'),
    imageUrl: inputField('String', webAddress, 'The address of the slide’s picture.'),
    thumbnailUrl: inputField(
      'String',
      webAddress.nullish(),
      'The address of a small version of the picture.',
    ),
    editSummary: inputField(
      'String',
      singleLine(500).nullish(),
      'A summary of the edit, at most 500 characters.',
    ),
  },
  payload: { version: 'SlideVersion', slide: 'SlideContent' },
  errors: ['NotFoundError'],
  idempotent: true,
  resolve: async (write) => {
    const { slide: id, ...state } = write.input
    const slide = await lockRow(write, 'SlideContent', id, {
      noun: 'slide',
      fields: slideFields,
      strength: 'update',
    })
    return addState(write, slide, state)
  },
})

mutation('revertSlideVersion', {
  description: 'Restores the picture of an earlier version of a slide, as a new version of it.',
  input: { version: idInput('SlideVersion') },
  payload: { version: 'SlideVersion', slide: 'SlideContent' },
  errors: ['NotFoundError'],
  idempotent: true,
  resolve: async (write) => {
    const { version: id } = write.input
    const fields = [...place, 'version', 'imageUrl', 'thumbnailUrl'] as const
    const { version, imageUrl, thumbnailUrl, ...at } = await lockRow(write, 'SlideVersion', id, {
      noun: 'slide version',
      fields,
    })
    const which = all(place.map((one) => equals('SlideContent', one, at[one])))
    const [slide] = await selectForUpdate(write.sql, 'SlideContent', slideFields, which, 'update')
    if (!slide) throw new NotFoundError('slide')
    const editSummary = `Reverted to version ${version}`
    return addState(write, slide as Slide, { imageUrl, thumbnailUrl, editSummary })
  },
})
