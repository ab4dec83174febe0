import { people, sessions } from '../../../src/demo/identities.ts'
import type { StoredAnswer } from './stored-answer.ts'

const demo = `'${people.demo.id}'`
const storybook = 'bce4f7f0-8f6e-404b-9575-88003af002fb'
const publicStorybook = '72c768d5-88af-42bf-a332-37c4c7c1afa0'
const inProgress = 'bca0799e-95c5-4cad-a503-31c4af0933b4'
const template = '5dd8fe40-b46d-4ea1-b642-35f41ece4d8e'
const publicStorage = 'https://storage.example/public/'
const library = `from user_assets a where a.user_id = ${demo} and a.upload_status = 'complete' and a.asset_type = 'image'`

const ofVersions = (value: string, name: string) =>
  `coalesce(json_agg(${value} order by v.version desc) filter (where v.id is not null), '[]') as "versions.nodes.${name}"`

const storybookFields = (id: string): Pick<StoredAnswer, 'at' | 'sql'> => ({
  at: 'storybook',
  sql: `select s.id as "databaseId", s.session_id as "session.databaseId", s.name, s.version, s.aspect_ratio as "aspectRatio", s.resolution,
  coalesce(s.style_json ->> 'language_code', s.style_json ->> 'storybook_language', s.style_json ->> 'language') as "style.languageCode",
  (s.style_json ->> 'manga_layout')::boolean as "style.mangaLayout"
from storybooks s where s.id = '${id}'`,
})
const storybookPages = (id: string): Pick<StoredAnswer, 'at' | 'sql'> => ({
  at: 'storybook.pages',
  sql: `select p.page_number as "pageNumber", p.image_url as "imageUrl", p.html_content as "htmlContent", p.text_content as "textContent",
  p.audio_link as "audioLink", upper(p.metadata ->> 'text_position') as "textPosition",
  coalesce((p.metadata ->> 'text_percentage')::int, 30) as "textPercentage",
  coalesce(p.metadata ->> 'text_position' = 'separate_page' and p.image_url is null, false) as "isTextOnly"
from storybook_page_links l join storybook_pages p on p.id = l.page_id where l.storybook_id = '${id}' order by p.page_number`,
})

const progress = (
  id: string,
) => `select s.id as "databaseId", s.name, s.version, s.aspect_ratio as "aspectRatio", s.resolution,
  upper(s.style_json #>> '{generation,status}') as "generation.status", (s.style_json #>> '{generation,total_pages}')::int as "generation.totalPages",
  (s.style_json #>> '{generation,completed_pages}')::int as "generation.completedPages",
  s.style_json #> '{generation,generating_pages}' as "generation.generatingPages", s.style_json #>> '{generation,error_message}' as "generation.errorMessage",
  (select json_agg(p.image_url order by p.page_number) from storybook_page_links l join storybook_pages p on p.id = l.page_id where l.storybook_id = s.id)
    as "pages.imageUrl",
  (select json_agg(case when s.style_json ->> 'user_text_position' = 'separate_page' and p.page_number > 1 then p.page_number / 2 + 1 else p.page_number end
    order by p.page_number) from storybook_page_links l join storybook_pages p on p.id = l.page_id where l.storybook_id = s.id) as "pages.displayPage"
from storybooks s where s.id = '${id}'`

/** What the calls about files, slides and storybooks must answer, by SQL. */
export const ofContent: readonly StoredAnswer[] = [
  {
    call: 'GET /v1/assets/media-library',
    operation: 'files/media-library',
    variables: { first: 50, filter: { types: ['IMAGE'], uploadStatuses: ['COMPLETE'] } },
    at: 'viewer.assets.nodes',
    sql: `select a.id as "databaseId", a.file_name as "fileName", case when a.signed_url_expires_at > now() then a.signed_url end as url,
  a.created_at as "createdAt", upper(a.source) as source ${library} order by a.created_at desc, a.id desc`,
  },
  {
    call: 'GET /v1/assets/media-library',
    operation: 'files/media-library',
    variables: { first: 1, filter: { types: ['IMAGE'], uploadStatuses: ['COMPLETE'] } },
    at: 'viewer.assets',
    sql: `select count(*) as "totalCount", count(*) > 1 as "pageInfo.hasNextPage" ${library}`,
  },
  {
    call: 'GET /v1/media-templates',
    operation: 'content/media-templates',
    variables: { first: 100, orderBy: 'OLDEST' },
    at: 'mediaTemplates.nodes',
    sql: `select id as "databaseId", name, type as "typeText", prompt, preview,
  case when preview ~ '^https?:' then preview else '${publicStorage}' || replace(preview, ' ', '%20') end as "previewUrl" from media_templates order by created_at, name`,
  },
  {
    call: 'GET /v1/media-templates',
    operation: 'content/media-templates',
    variables: { first: 100, orderBy: 'OLDEST', filter: { types: ['IMAGE_MINI_TOOLS'] } },
    at: 'mediaTemplates.nodes',
    sql: `select id as "databaseId", name, type as "typeText" from media_templates where type = 'image-mini-tools' order by created_at, name`,
  },
  {
    call: 'GET /v1/media-templates',
    operation: 'content/media-templates',
    variables: { first: 1, filter: { search: 'a', types: ['IMAGE'] } },
    at: 'mediaTemplates',
    sql: `select count(*) as "totalCount" from media_templates where type = 'image' and (name ilike '%a%' or prompt ilike '%a%')`,
  },
  ...[sessions.slides, sessions.pictureSlides].flatMap((session): StoredAnswer[] => [
    {
      call: 'GET /v1/slides',
      operation: 'content/session-slides',
      variables: { session },
      at: 'session.presentations',
      sql: `select presentation_name as name, count(*) as "slideCount", max(updated_at) as "lastUpdatedAt",
  json_agg(id order by slide_number) as "slides.databaseId", json_agg(slide_number order by slide_number) as "slides.slideNumber",
  json_agg(slide_title order by slide_number) as "slides.slideTitle", json_agg(slide_content order by slide_number) as "slides.slideContent"
from slide_contents where session_id = '${session}' group by presentation_name order by max(updated_at) desc`,
    },
    {
      call: 'GET /v1/slides',
      operation: 'content/session-slides',
      variables: { session },
      at: 'session',
      sql: `select id as "databaseId" from sessions where id = '${session}'`,
    },
  ]),
  {
    call: 'GET /v1/slides/templates',
    operation: 'content/slide-templates',
    variables: { first: 100 },
    at: 'slideTemplates.nodes',
    sql: `select id as "databaseId", slide_template_name as name, coalesce(slide_template_images, '{}') as images from slide_templates order by created_at desc, id desc`,
  },
  {
    call: 'GET /v1/slides/templates',
    operation: 'content/slide-templates',
    variables: { first: 1, filter: { search: 'N' } },
    at: 'slideTemplates',
    sql: `select count(*) as "totalCount" from slide_templates where slide_template_name ilike '%n%'`,
  },
  {
    call: 'GET /v1/slides/templates/{id}',
    operation: 'content/slide-template',
    variables: { id: Buffer.from(`SlideTemplate:${template}`).toString('base64url') },
    at: 'node',
    sql: `select slide_template_name as name, slide_content as "slideContent" from slide_templates where id = '${template}'`,
  },
  {
    call: 'GET /v1/slides/nano-banana/versions',
    operation: 'content/slide-versions',
    variables: { session: sessions.pictureSlides, presentation: 'Pitch in pictures' },
    at: 'session.presentation.slides',
    sql: `select slide_number as "slideNumber", ${ofVersions('v.version', 'version')}, ${ofVersions('v.image_url', 'imageUrl')},
  ${ofVersions('v.thumbnail_url', 'thumbnailUrl')}, ${ofVersions('v.edit_summary', 'editSummary')}, ${ofVersions('v.created_at', 'createdAt')},
  ${ofVersions('v.version = (select max(n.version) from slide_versions n where (n.session_id, n.presentation_name, n.slide_number) = (v.session_id, v.presentation_name, v.slide_number))', 'isCurrent')}
from slide_contents s left join slide_versions v using (session_id, presentation_name, slide_number)
where session_id = '${sessions.pictureSlides}' and presentation_name = 'Pitch in pictures' group by slide_number order by 1`,
  },
  {
    call: 'GET /v1/storybooks/session/{id}',
    operation: 'content/session-storybooks',
    variables: { session: sessions.storybook, latestOnly: false },
    at: 'session.storybooks.nodes',
    sql: `select s.id as "databaseId", s.name, s.version, s.resolution, s.created_at as "createdAt", s.aspect_ratio as "aspectRatio",
  (select count(*) from storybook_page_links l where l.storybook_id = s.id) as "pageCount"
from storybooks s where s.session_id = '${sessions.storybook}' order by s.created_at desc, s.id desc`,
  },
  {
    call: 'GET /v1/storybooks/session/{id}',
    operation: 'content/session-storybooks',
    variables: { session: sessions.storybook, latestOnly: false },
    at: 'session.storybooks',
    sql: `select count(*) as "totalCount" from storybooks where session_id = '${sessions.storybook}'`,
  },
  {
    call: 'GET /v1/storybooks/{id}',
    operation: 'content/storybook',
    variables: { id: storybook },
    ...storybookFields(storybook),
  },
  {
    call: 'GET /v1/storybooks/{id}',
    operation: 'content/storybook',
    variables: { id: storybook },
    ...storybookPages(storybook),
  },
  {
    call: 'GET /v1/storybooks/{id}',
    operation: 'content/storybook',
    variables: { id: storybook },
    at: 'storybook',
    sql: `select s.parent_storybook_id as "parent.databaseId", s.style_json ->> 'character_description' as "characterDescription",
  s.created_at as "createdAt" from storybooks s where s.id = '${storybook}'`,
  },
  {
    call: 'GET /v1/storybooks/{id}/versions',
    operation: 'content/storybook',
    variables: { id: storybook },
    at: 'storybook.versions.nodes',
    sql: `select v.id as "databaseId", v.version, v.name, v.created_at as "createdAt" from storybooks v, storybooks s where s.id = '${storybook}'
and coalesce(s.root_storybook_id, s.id) in (v.id, v.root_storybook_id) order by v.version desc`,
  },
  ...[storybookFields, storybookPages].map((expected) => ({
    call: 'GET /v1/public/storybooks/{id}',
    as: 'nobody' as const,
    operation: 'content/public-storybook',
    variables: { id: publicStorybook },
    ...expected(publicStorybook),
  })),
  ...[inProgress, storybook].flatMap((id) => [
    {
      call: 'GET /v1/storybooks/{id}/progress',
      operation: 'content/storybook-progress',
      variables: { id },
      at: 'storybook',
      sql: progress(id),
    },
    {
      call: 'GET /v1/storybooks/{id}/progress',
      operation: 'live/storybook',
      variables: { storybook: id },
      at: 'storybookProgress',
      sql: progress(id),
    },
  ]),
]
