import { orderBy } from '../../data/batching/order.ts'
import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { intFromBigint } from '../../schema/int-from-bigint.ts'
import { asString } from '../../schema/json-readers.ts'
import { openEnum } from '../../schema/open-enum.ts'
import { ownerOnly } from '../../schema/redaction.ts'
import { relatedList } from '../../schema/relations.ts'

const StorybookTextPosition = openEnum('StorybookTextPosition', 'The position of the text on a page.', {
  none: 'Nowhere: the page is a picture.',
  left: 'Left of the picture.',
  right: 'Right of the picture.',
  top: 'Above the picture.',
  bottom: 'Below the picture.',
  separate_page: 'On a page of its own, beside the picture’s.',
})

const metadata = (row: string) => ref(row, 'StorybookPage', 'metadata')
const pageNumber = (row: string) => ref(row, 'StorybookPage', 'pageNumber')

const defaultTextPercentage = 30

const textPosition = computed(
  'StorybookPage',
  'textPosition',
  (row) => `${metadata(row)}->>'text_position'`,
  asString,
)

builder.prismaNode('StorybookPage', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    pageNumber: t.field(intFromBigint('pageNumber', 'The page’s position in the book; 1 is the cover.')),
    displayPage: t.int({
      description:
        'The number to print on the page: where texts stand on pages of their own, it counts those with them.',
      // `offset 0` forces a lookup per page; planned as one join, it could read all links.
      ...computed(
        'StorybookPage',
        'displayPage',
        (row) => `case when ${pageNumber(row)} > 1 and exists (select from storybook_page_links l
join storybooks b on b.id = l.storybook_id and b.style_json->>'user_text_position' = 'separate_page'
where l.page_id = ${ref(row, 'StorybookPage', 'id')} offset 0) then ${pageNumber(row)} / 2 + 1 else ${pageNumber(row)} end`,
        Number,
        [{ model: 'StorybookPageLink', by: 'pageId' }, { model: 'Storybook' }],
      ),
    }),
    imageUrl: t.exposeString('imageUrl', { nullable: true }),
    textContent: t.exposeString('textContent', { nullable: true }),
    htmlContent: t.exposeString('htmlContent', { nullable: true }),
    audioLink: t.exposeString('audioLink', { nullable: true }),
    textPosition: t.field({
      type: StorybookTextPosition.ref,
      description: 'The position of the text on the page.',
      extensions: textPosition.extensions,
      resolve: async (row, args, context) =>
        StorybookTextPosition.of((await textPosition.resolve(row, args, context)) ?? 'none'),
    }),
    textPositionText: t.string({
      nullable: true,
      description: 'The position of the storybook page as stored, also if the enum does not list it.',
      ...textPosition,
    }),
    textPercentage: t.float({
      description: 'How much of the page the text takes, in percent.',
      ...computed(
        'StorybookPage',
        'textPercentage',
        (row) => `${metadata(row)}->'text_percentage'`,
        (value) => (typeof value === 'number' ? value : defaultTextPercentage),
      ),
    }),
    isTextOnly: t.boolean({
      description: 'Whether the page has the text of the picture before it, and no picture of its own.',
      ...computed(
        'StorybookPage',
        'isTextOnly',
        (row) => `coalesce(${metadata(row)}->>'is_text_only_page' = 'true', false)`,
        (value) => value === true,
      ),
    }),
    imagePrompt: t.string({
      description: 'The prompt of the image; null for other viewers than the owner.',
      ...ownerOnly(
        computed('StorybookPage', 'imagePrompt', (row) => `${metadata(row)}->>'image_prompt'`, asString),
      ),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    storybooks: t.field(
      relatedList('Storybook', {
        by: 'pageId',
        link: { model: 'StorybookPageLink', to: 'storybookId' },
        order: orderBy('Storybook', ['version', 'createdAt'], 'asc'),
        description: 'The books, or versions of one, that have this page.',
      }),
    ),
  }),
})
