import { type Condition, condition, never } from '../../data/batching/condition.ts'
import { ref, table } from '../../data/batching/table.ts'
import { inside, ofSession, signedIn } from '../../tables/access-rule.ts'
import { newestFirst, oldestFirst, type TableDeclarations } from '../../tables/declaration.ts'
import { sessionOwner } from '../../tables/row-owners.ts'

function linkedToStorybook(links: Condition): Condition {
  if (links === never) return never
  return condition(links.values, (row, values) => {
    const page = ref('link', 'StorybookPageLink', 'pageId')
    const linked = `${page} = ${ref(row, 'StorybookPage', 'id')} and ${links.text('link', values)}`
    return `exists (select from ${table('StorybookPageLink').name} link where ${linked})`
  })
}

/** The tables of slides and storybooks. */
export const contentTables = {
  SlideContent: {
    access: ofSession,
    noun: 'slide',
    unique: {
      idx_slide_contents_session_presentation_slide: 'The presentation has a slide of this number already.',
    },
    writes: ['INSERT', 'UPDATE', 'DELETE'],
    isUpserted: true,
    watchedBy: ['id', 'sessionId'],
    order: { by: ['slideNumber'], direction: 'asc' },
  },
  SlideVersion: {
    access: ofSession,
    owners: sessionOwner,
    writes: ['INSERT', 'UPDATE', 'DELETE'],
    watchedBy: ['id', 'parentVersionId', 'sessionId'],
    order: { by: ['version', 'createdAt'], direction: 'desc' },
  },
  SlideTemplate: { access: signedIn, writes: ['INSERT', 'UPDATE', 'DELETE'], order: newestFirst },
  MediaTemplate: { access: signedIn, writes: ['INSERT', 'UPDATE', 'DELETE'] },
  Storybook: {
    access: ofSession,
    owners: sessionOwner,
    writes: ['INSERT', 'UPDATE'],
    watchedBy: ['id', 'parentStorybookId', 'sessionId'],
    order: { by: ['version', 'createdAt'], direction: 'desc' },
  },
  StorybookPage: {
    access: {
      rows: (_viewer, { visibleRows }) => linkedToStorybook(visibleRows('StorybookPageLink')),
      linkedBy: 'StorybookPageLink',
    },
    // The owners of a page are the owners of the sessions whose storybooks contain it.
    owners: {
      text: (row) => `(select string_agg(distinct s.user_id::text, ' ') from storybook_page_links l
join storybooks b on b.id = l.storybook_id join sessions s on s.id = b.session_id where l.page_id = ${row}.id)`,
    },
    writes: ['INSERT'],
    watchedBy: ['id'],
    order: { by: ['pageNumber'], direction: 'asc' },
  },
  StorybookPageLink: {
    access: inside('Storybook', 'storybookId'),
    unique: { storybook_page_links_pkey: { unreachable: 'links are written for a new storybook only' } },
    writes: ['INSERT'],
    watchedBy: ['pageId', 'storybookId'],
    order: oldestFirst,
  },
} satisfies TableDeclarations
