import { expectedVersion, field, idOf, idsOf, line, text, verbatim } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { NotFoundError, ValidationError } from '../../schema/write-errors.ts'
import { longestHtml } from './slide-writes.ts'
import { addVersion } from './storybook-version.ts'

const longestName = 200
const longestText = 20_000
const mostPages = 500

const newest = {
  ...expectedVersion,
  description:
    'The newest version of the book that you saw. If there is a newer one, nothing happens and you get a VersionConflictError.',
}

mutation('renameStorybook', {
  description: 'Gives a version of a storybook another name; the other versions keep theirs.',
  input: {
    id: idOf('Storybook'),
    name: field('String', line(longestName), `At most ${longestName} characters.`),
  },
  changed: { storybook: 'Storybook' },
  errors: ['NotFoundError'],
  change: ({ id, name }) => ({ what: 'storybook', key: id, set: { name } }),
})

mutation('editStorybookPage', {
  description:
    'Makes a new version of a storybook in which one page reads differently; it shares the other pages. A page with a new text loses the voice that read the old one.',
  input: {
    storybook: idOf('Storybook', 'The version to go on from.'),
    page: idOf('StorybookPage', 'The page of that version to change.'),
    text: field(
      'String',
      text(longestText, 0).nullish(),
      `What the page says, at most ${longestText} characters; null for a picture alone. Its HTML goes unless it is given too.`,
    ),
    html: field(
      'String',
      verbatim(longestHtml).nullish(),
      `The page as HTML, kept as it is, at most ${longestHtml} characters. Show it where scripts cannot run.`,
    ),
    expectedVersion: newest,
  },
  changed: { storybook: 'Storybook' },
  errors: ['NotFoundError', 'NotAllowedError', 'VersionConflictError'],
  idempotent: true,
  write: async ({ input, ...write }) => {
    const { storybook, text, html = text === undefined ? undefined : null } = input
    if (html === undefined) throw new ValidationError([{ path: 'text', message: 'or `html` must be given' }])
    const made = await addVersion({ input, ...write }, storybook, input.expectedVersion, (pages) => {
      const page = pages.find(({ id }) => id === input.page)
      if (!page) throw new NotFoundError('page')
      return [{ ...page, text, html }]
    })
    return { storybook: made }
  },
})

mutation('reorderStorybookPages', {
  description:
    'Makes a new version of a storybook with its pages in another order, numbered from 1, the cover. Pages that keep their place are shared.',
  input: {
    storybook: idOf('Storybook', 'The version to go on from.'),
    pages: idsOf('StorybookPage', mostPages, `All its pages in the new order, at most ${mostPages}.`),
    expectedVersion: newest,
  },
  changed: { storybook: 'Storybook' },
  errors: ['NotFoundError', 'NotAllowedError', 'VersionConflictError'],
  idempotent: true,
  write: async ({ input, ...write }) => {
    const made = await addVersion({ input, ...write }, input.storybook, input.expectedVersion, (pages) => {
      const numbers = new Map(pages.map(({ id, number }) => [id, number]))
      if (input.pages.some((id) => !numbers.has(id))) throw new NotFoundError('page of the book')
      if (pages.length !== input.pages.length) {
        const message = `must be the ${pages.length} pages of the book, each once`
        throw new ValidationError([{ path: 'pages', message }])
      }
      const moved = input.pages
        .map((id, index) => ({ id, number: String(index + 1) }))
        .filter(({ id, number }) => numbers.get(id) !== number)
      if (moved.length > 0) return moved
      throw new ValidationError([{ path: 'pages', message: 'stand in this order already' }])
    })
    return { storybook: made }
  },
})
