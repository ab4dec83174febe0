import {
  expectedVersion,
  idInput,
  idListInput,
  inputField,
  rawText,
  singleLine,
  text,
} from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { NotFoundError, ValidationError } from '../../schema/write-errors.ts'
import { maxHtmlLength } from './slide-writes.ts'
import { addVersion } from './storybook-version.ts'

const maxNameLength = 200
const maxTextLength = 20_000
const maxPages = 500

const newest = {
  ...expectedVersion,
  description:
    'The newest version of the storybook that you read. If there is a newer one, nothing is changed and the result is a VersionConflictError.',
}

mutation('renameStorybook', {
  description: 'Renames one version of a storybook; the others keep their names.',
  input: {
    id: idInput('Storybook'),
    name: inputField(
      'String',
      singleLine(maxNameLength),
      `The new name, at most ${maxNameLength} characters.`,
    ),
  },
  payload: { storybook: 'Storybook' },
  errors: ['NotFoundError'],
  update: ({ id, name }) => ({ noun: 'storybook', key: id, set: { name } }),
})

mutation('editStorybookPage', {
  description:
    'Creates a version of a storybook with one changed page; the other pages are shared. A page with a new text loses its audio.',
  input: {
    storybook: idInput('Storybook', 'The version of the storybook to derive the new one from.'),
    page: idInput('StorybookPage', 'The page to change, in that version.'),
    text: inputField(
      'String',
      text(maxTextLength, 0).nullish(),
      `The new text of the page, at most ${maxTextLength} characters; null for a picture without text. The page’s HTML is removed unless \`html\` is given too.`,
    ),
    html: inputField(
      'String',
      rawText(maxHtmlLength).nullish(),
      `The page as HTML, kept as it is, at most ${maxHtmlLength} characters. Show it where scripts cannot run.`,
    ),
    expectedVersion: newest,
  },
  payload: { storybook: 'Storybook' },
  errors: ['NotFoundError', 'NotAllowedError', 'VersionConflictError'],
  idempotent: true,
  resolve: async ({ input, ...write }) => {
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
    'Creates a version of a storybook with its pages in another order, numbered from 1, the cover. Pages that keep their position are shared.',
  input: {
    storybook: idInput('Storybook', 'The version of the storybook to derive the new one from.'),
    pages: idListInput('StorybookPage', maxPages, `All its pages in the new order, at most ${maxPages}.`),
    expectedVersion: newest,
  },
  payload: { storybook: 'Storybook' },
  errors: ['NotFoundError', 'NotAllowedError', 'VersionConflictError'],
  idempotent: true,
  resolve: async ({ input, ...write }) => {
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
