import { always } from '../../data/batching/condition.ts'
import { contains } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { intFromBigint } from '../../schema/int-from-bigint.ts'
import { defineFilter } from '../../schema/list-args.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { ownerOnly } from '../../schema/redaction.ts'
import { firstRelated, readRow, relatedConnection, relatedList, relation } from '../../schema/relations.ts'
import { earlier, family, latestOnly } from './storybook-family.ts'
import { generationOf, StorybookGeneration } from './storybook-generation.ts'
import { characterDescriptionOf, StorybookStyle, styleOf } from './storybook-style.ts'

const pages = {
  by: 'storybookId',
  link: { model: 'StorybookPageLink', to: 'pageId' },
} as const

builder.prismaNode('Storybook', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    name: t.exposeString('name'),
    version: t.field(intFromBigint('version', 'The number of the version: 1, 2, 3, …')),
    aspectRatio: t.exposeString('aspectRatio'),
    resolution: t.exposeString('resolution'),
    characterDescription: t.string({
      description: 'The description of the characters in the prompt; null for other viewers than the owner.',
      ...ownerOnly(characterDescriptionOf),
    }),
    style: t.field({
      type: StorybookStyle,
      nullable: true,
      description: 'The style of the storybook; null if none was recorded.',
      ...styleOf,
    }),
    generation: t.field({
      type: StorybookGeneration,
      description:
        'The progress of its making, for the owner only; null also where none was written down: see `isComplete`.',
      ...ownerOnly(generationOf),
    }),
    isComplete: t.boolean({
      description: 'Whether it is made: as its progress says, or without one when all pages have pictures.',
      ...computed(
        'Storybook',
        'isComplete',
        (row) => `coalesce(${ref(row, 'Storybook', 'styleJson')}->'generation'->>'status' = 'completed',
(select bool_and(p.image_url is not null) from storybook_page_links l join storybook_pages p on p.id = l.page_id
where l.storybook_id = ${ref(row, 'Storybook', 'id')}), false)`,
        (value) => value === true,
        [{ model: 'StorybookPageLink', by: 'storybookId' }, { model: 'StorybookPage' }],
      ),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(relation('Session', 'sessionId')),
    pageCount: t.int({
      description: 'How many pages there are so far.',
      select: { id: true },
      resolve: ({ id }, _args, { loaders }) =>
        loaders.count({ model: 'StorybookPage', by: pages.by, link: pages.link, where: always }, id),
    }),
    cover: t.field(
      firstRelated('StorybookPage', {
        ...pages,
        description: 'The cover, which is the first page; null while there is none.',
      }),
    ),
    pages: t.field(
      relatedList('StorybookPage', { ...pages, description: 'The pages in the order of their numbers.' }),
    ),
    root: t.field(
      relation('Storybook', 'rootStorybookId', {
        description: 'The first version of the book; null where this is it.',
      }),
    ),
    parent: t.field(
      relation('Storybook', 'parentStorybookId', { description: 'The version that this one was made from.' }),
    ),
    children: t.field(
      relatedList('Storybook', {
        by: 'parentStorybookId',
        order: orderBy('Storybook', ['version', 'createdAt'], 'asc'),
        description: 'The versions made directly from this one.',
      }),
    ),
    previous: t.field(
      firstRelated('Storybook', {
        by: 'id',
        link: earlier,
        description: 'The version before this one, whatever it was made from.',
      }),
    ),
    newest: t.field(
      firstRelated('Storybook', {
        by: 'id',
        link: family,
        description: 'The newest version of the book; this version itself if it is the newest.',
      }),
    ),
    versions: t.field(
      relatedConnection('Storybook', {
        by: 'id',
        link: family,
        description: 'All versions of the book, this one included, newest first.',
      }),
    ),
    pageLinks: t.field(
      relatedList('StorybookPageLink', {
        by: 'storybookId',
        description: 'The links between the storybook and its pages; for the pages themselves, see `pages`.',
      }),
    ),
  }),
})

const filter = defineFilter('StorybookFilter', 'Restricts a list of storybooks.', {
  latestOnly: {
    type: 'Boolean',
    description: 'Whether only the newest version of each storybook is listed.',
    where: latestOnly,
  },
  name: {
    type: 'String',
    description: 'The name contains this, in upper or lower case.',
    where: (text: string) => contains('Storybook', ['name'], text),
  },
})

builder.prismaObjectField('Session', 'storybooks', (t) =>
  t.field(
    relatedConnection('Storybook', {
      by: 'sessionId',
      filter,
      order: orderBy('Storybook', ['createdAt'], 'desc'),
      description: 'Storybooks made in the session, every version of each unless `latestOnly`, newest first.',
    }),
  ),
)

builder.queryField('storybook', (t) =>
  t.field({
    type: 'Storybook',
    nullable: true,
    description: 'A storybook of a session that you may see.',
    args: { id: t.arg.id({ required: true, description: 'The global id or uuid of the storybook.' }) },
    resolve: (_root, { id }, context, info) =>
      readRow(context, info, 'Storybook', 'id', toModelKey('Storybook', String(id))),
  }),
)
