import type { CaseName } from '../cases.ts'

const message = 'm.id, m.role, m.created_at as "createdAt", m.content'
const many = (rows: string) => `(select coalesce(json_agg(row_to_json(r)), '[]') from (${rows}) r)`
const one = (row: string) => `(select row_to_json(r) from (${row}) r)`

const messages = many(`select * from (select ${message} from chat_messages m where m.session_id = s.id
  order by m.created_at desc, m.id desc limit 5) m order by "createdAt", id`)
const sessions =
  many(`select s.id, s.name, s.created_at as "createdAt", ${messages} as messages from sessions s
  where s.user_id = u.id and not s.is_deleted order by s.created_at desc, s.id desc limit 10`)
const lastMessage = one(`select m.id, m.role, m.created_at as "createdAt" from chat_messages m
  where m.session_id = s.id order by m.created_at desc, m.id desc limit 1`)
const latestRun = one(
  'select r.id, r.status from run_tasks r where r.session_id = s.id order by r.created_at desc, r.id desc limit 1',
)
const listed =
  many(`select s.id, s.name, s.created_at as "createdAt", ${lastMessage} as "lastMessage", ${latestRun} as "latestRun"
  from sessions s where s.user_id = u.id and not s.is_deleted order by s.created_at desc, s.id desc limit 20`)
const pages =
  many(`select p.id, p.page_number as "pageNumber", p.image_url as "imageUrl", p.text_content as "textContent"
  from storybook_page_links l join storybook_pages p on p.id = l.page_id where l.storybook_id = b.id order by p.page_number, p.id`)
const versions = many(`select v.id, v.version from storybooks v
  where v.id = b.id or v.root_storybook_id = b.id order by v.version desc`)
const logs = many(
  'select l.id, l.status, l.created_at as "createdAt" from task_logs l where l.task_id = t.id order by l.id limit 100',
)
// A planner that sees the size of the page reads and sorts the whole rest of a chat, which it expects to be short.
const page = many(`select ${message} from chat_messages m where m.session_id = s.id
  and (m.created_at, m.id) > ((select split_part($2, ' ', 1)::timestamptz), (select split_part($2, ' ', 2)::uuid))
  order by m.created_at, m.id limit (select 20)`)

const answer = (name: string, value: string) =>
  `json_build_object('data', json_build_object('${name}', ${value}))::text as json`

const pageOfChat = `select ${answer('session', one(`select s.id, ${page} as messages from sessions s where s.id = $1`))}`

/** Each case as one statement that answers its whole JSON; the values are those of the variables, in their order. */
export const limitDocuments: Readonly<Record<CaseName, string>> = {
  row: `select ${answer('session', one('select id, name, status, created_at as "createdAt" from sessions where id = $1'))}`,
  sessions: `select ${answer('user', one(`select u.id, ${listed} as sessions from users u where u.id = $1`))}`,
  user: `select ${answer('user', one(`select u.id, u.email, ${sessions} as sessions from users u where u.id = $1`))}`,
  users: `select ${answer('users', many(`select u.id, u.email, ${sessions} as sessions from users u order by u.created_at desc, u.id desc limit 20`))}`,
  storybook: `select ${answer('storybook', one(`select b.id, b.name, b.version, ${pages} as pages, ${versions} as versions from storybooks b where b.id = $1`))}`,
  run: `select ${answer('run', one(`select t.id, t.status, t.created_at as "createdAt", ${logs} as logs from run_tasks t where t.id = $1`))}`,
  first: pageOfChat,
  deep: pageOfChat,
  rename: `with r as (update sessions set name = $2, version = version + 1, updated_at = now() where id = $1 returning id, name)
    select ${answer('renameSession', '(select row_to_json(r) from r)')}`,
}
