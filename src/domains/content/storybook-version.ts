import { ownRows } from '../../auth/rules.ts'
import { all, condition } from '../../data/batching/condition.ts'
import { ref } from '../../data/batching/table.ts'
import type { Queryable } from '../../data/database.ts'
import { selectForUpdate } from '../../data/write.ts'
import type { Write } from '../../schema/write.ts'
import { NotAllowedError, NotFoundError, VersionConflictError } from '../../schema/write-errors.ts'

/** A page of the book from which a new version is created. */
export type Page = { readonly id: string; readonly number: string }

/**
 * The changes of a page in the new version. Undefined text or HTML is unchanged; an absent voice removes the
 * narration.
 */
export type ChangedPage = {
  readonly id: string
  readonly number: string
  readonly text?: string | null
  readonly html?: string | null
}

const rootOf = (row: string) => `coalesce(${row}.root_storybook_id, ${row}.id)`

/** The condition on all versions of a book, supported by indexes. */
const familyOf = (id: string) =>
  condition([id], (row, [place]) => {
    const root = `(select ${rootOf('b')} from storybooks b where b.id = ${place}::uuid)`
    return `(${ref(row, 'Storybook', 'id')} = ${root} or ${ref(row, 'Storybook', 'rootStorybookId')} = ${root})`
  })

// Read again after locking the family: another version may have been added while waiting.
const newestOf = `select b.id, b.version, ${rootOf('source')} as root,
coalesce(source.style_json->'generation'->>'status' = 'generating', false) as unfinished
from storybooks source join storybooks b on b.id = ${rootOf('source')} or b.root_storybook_id = ${rootOf('source')}
where source.id = $1 order by b.version desc, b.created_at desc limit 1`

const copyBook = `insert into storybooks
(session_id, name, version, root_storybook_id, parent_storybook_id, style_json, aspect_ratio, resolution)
select session_id, name, $2::bigint + 1, $3, id,
case when jsonb_typeof(style_json) = 'object' then style_json - 'generation' else style_json end,
aspect_ratio, resolution from storybooks where id = $1 returning id`

// Generates the pages' ids before inserting them, so that the links can be inserted in the same statement.
const copyPages = `with changed as materialized (
  select gen_random_uuid() as id, c.* from jsonb_to_recordset($2::jsonb)
    c("of" uuid, number bigint, "newText" boolean, text text, "newHtml" boolean, html text)
), pages as (
  insert into storybook_pages (id, page_number, image_url, html_content, text_content, audio_link, metadata)
  select c.id, c.number, p.image_url, case when "newHtml" then c.html else p.html_content end,
    case when "newText" then c.text else p.text_content end,
    case when "newText" and c.text is distinct from p.text_content then null else p.audio_link end, p.metadata
  from changed c join storybook_pages p on p.id = c."of" returning id
)
insert into storybook_page_links (storybook_id, page_id) select $1::uuid, id from pages
union all select $1::uuid, unnest($3::uuid[])`

async function readPages(sql: Queryable, book: string): Promise<Page[]> {
  return sql.query<Page>(
    `select p.id, p.page_number as number from storybook_pages p join storybook_page_links l on l.page_id = p.id
where l.storybook_id = $1 order by p.page_number, p.id`,
    [book],
  )
}

/**
 * Creates the next version of a book: with new pages as returned by `changes`, and the other pages shared
 * with the source version. Its number follows the newest version's, also under concurrency. Throws
 * `NotFoundError` for a book of another user, `VersionConflictError` if the newest version is not the
 * expected one, and `NotAllowedError` while the book is being generated.
 */
export async function addVersion(
  { sql, viewer }: Write<unknown>,
  book: string,
  expected: string | null | undefined,
  changes: (pages: readonly Page[]) => readonly ChangedPage[],
): Promise<string | null> {
  const family = await selectForUpdate(
    sql,
    'Storybook',
    ['id'],
    all([familyOf(book), ownRows('Storybook', viewer)]),
    'update',
  )
  if (!family.some(({ id }) => id === book)) throw new NotFoundError('storybook')
  type Newest = { id: string; version: string; root: string; unfinished: boolean }
  const [newest] = await sql.query<Newest>(newestOf, [book])
  if (!newest) throw new NotFoundError('storybook')
  if (expected != null && expected !== newest.version) {
    throw new VersionConflictError(newest.version, { model: 'Storybook', key: newest.id })
  }
  if (newest.unfinished) throw new NotAllowedError('The storybook is still being made.')
  const pages = await readPages(sql, book)
  const changed = changes(pages)
  const [made] = await sql.query<{ id: string }>(copyBook, [book, newest.version, newest.root])
  const shared = pages.map(({ id }) => id).filter((id) => !changed.some((page) => page.id === id))
  const rows = changed.map(({ id, number, text, html }) => ({
    of: id,
    number,
    newText: text !== undefined,
    text,
    newHtml: html !== undefined,
    html,
  }))
  await sql.query(copyPages, [made?.id, JSON.stringify(rows), shared])
  return made?.id ?? null
}
