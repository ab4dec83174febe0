import { readFileSync } from 'node:fs'
import fastify from 'fastify'
import mercurius from 'mercurius'
import pg from 'pg'

// Mercurius with its JIT and its loaders, over prepared SQL written by hand: what a careful team would build.

type Row = { id: string } & Record<string, unknown>
type Asked = { obj: Row; params: Record<string, unknown> }

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL_SIZE),
})

const session = 's.id, s.name, s.status, s.created_at as "createdAt"'
const message = 'm.id, m.role, m.created_at as "createdAt", m.content'
const run = 'r.id, r.status, r.created_at as "createdAt"'
const storybook = 'b.id, b.name, b.version::int'

async function rows(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
  return (await pool.query<Row>({ name, text, values: [...values] })).rows
}

const first = async (...query: Parameters<typeof rows>) => (await rows(...query))[0] ?? null

/** A loader of the rows of each parent, by a lateral statement whose first value is the parents' ids. */
function lists(name: string, list: string, valuesOf: (params: Asked['params']) => unknown[] = () => []) {
  const text = `select p.id as parent, t.* from unnest($1::uuid[]) p(id) cross join lateral (${list}) t`
  return async (asked: Asked[]): Promise<Row[][]> => {
    const parents = asked.map(({ obj }) => obj.id)
    const found = await rows(name, text, [parents, ...valuesOf(asked[0]?.params ?? {})])
    const byParent = new Map<string, Row[]>(parents.map((id) => [id, []]))
    for (const row of found) byParent.get(String(row.parent))?.push(row)
    return parents.map((id) => byParent.get(id) ?? [])
  }
}

const firstOfEach = (load: (asked: Asked[]) => Promise<Row[][]>) => async (asked: Asked[]) =>
  (await load(asked)).map(([row]) => row ?? null)

const newest = 'order by s.created_at desc, s.id desc'
const newestMessages = `select ${message} from chat_messages m where m.session_id = p.id order by m.created_at desc, m.id desc`
const lastMessages = lists('messages', `${newestMessages} limit $2`, ({ last }) => [last])

const resolvers = {
  Query: {
    session: (_: unknown, { id }: Row) =>
      first('session', `select ${session} from sessions s where s.id = $1`, [id]),
    user: (_: unknown, { id }: Row) => first('user', 'select id, email from users where id = $1', [id]),
    users: () => rows('users', 'select id, email from users order by created_at desc, id desc limit 20', []),
    storybook: (_: unknown, { id }: Row) =>
      first('storybook', `select ${storybook} from storybooks b where b.id = $1`, [id]),
    run: (_: unknown, { id }: Row) => first('run', `select ${run} from run_tasks r where r.id = $1`, [id]),
  },
  Mutation: {
    renameSession: async (_: unknown, { id, name }: Row) => {
      const text = `update sessions s set name = $2, version = version + 1, updated_at = now() where s.id = $1 returning ${session}`
      return first('rename', text, [id, name])
    },
  },
}

const loaders = {
  User: {
    sessions: lists(
      'sessions',
      `select ${session} from sessions s where s.user_id = p.id and not s.is_deleted ${newest} limit $2`,
      ({ first }) => [first],
    ),
  },
  Session: {
    messages: async (asked: Asked[]) => (await lastMessages(asked)).map((list) => list.reverse()),
    lastMessage: firstOfEach(lists('last message', `${newestMessages} limit 1`)),
    latestRun: firstOfEach(
      lists(
        'latest run',
        `select ${run} from run_tasks r where r.session_id = p.id order by r.created_at desc, r.id desc limit 1`,
      ),
    ),
    page: lists(
      'page',
      `select ${message} from chat_messages m where m.session_id = p.id
       and (m.created_at, m.id) > ((select $3::timestamptz), (select $4::uuid)) order by m.created_at, m.id limit (select $2::int)`,
      ({ first, after }) => [first, ...String(after).split(' ')],
    ),
  },
  Run: {
    logs: lists(
      'logs',
      `select l.id, l.status, l.created_at as "createdAt" from task_logs l where l.task_id = p.id order by l.id limit $2`,
      ({ first }) => [first],
    ),
  },
  Storybook: {
    pages: lists(
      'pages',
      `select g.id, g.page_number::int as "pageNumber", g.image_url as "imageUrl", g.text_content as "textContent"
       from storybook_page_links l join storybook_pages g on g.id = l.page_id where l.storybook_id = p.id
       order by g.page_number, g.id`,
    ),
    versions: lists(
      'versions',
      `select ${storybook} from storybooks b where b.id = p.id or b.root_storybook_id = p.id order by b.version desc`,
    ),
  },
}

const schema = readFileSync(new URL('small.graphql', import.meta.url), 'utf8')
const app = fastify()
app.register(mercurius, { schema, resolvers, loaders, jit: 1 } as never)
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
