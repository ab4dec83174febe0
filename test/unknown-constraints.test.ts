import { describe, expect, it } from 'vitest'
import { table } from '../src/data/batching/table.ts'
import { people, sessions } from '../src/demo/identities.ts'
import { uuid } from '../src/demo/uuid.ts'
import { declaredTables } from '../src/tables/declarations.ts'
import { testDatabases } from './support/database.ts'
import { buildSampleInput, listOwnKeys, listPlacesOfIds, mutations } from './support/mutations.ts'
import { setUpWriters, viewers, type Writer } from './support/writes.ts'

const toolServer = uuid('mcp notion')
const profile = uuid(`composio studio-slack ${people.demo.id}`)

/** Mutations that delete rows and change no other. Of a builtin skill, enabling deletes the row that disables it. */
const onlyDeletes = /^(clear|delete|disconnect|release|remove|setSkillEnabled|unlink|unpin)/

/** Unique indexes, by name and definition, and a write that each refuses after the statement before it. */
const refused: readonly (readonly [
  index: string,
  before: string,
  mutation: string,
  input: object,
  message: string,
])[] = [
  [
    'another on sessions (user_id, name)',
    `update sessions set name = 'Taken' where id = '${sessions.website}'`,
    'renameSession',
    { id: sessions.fresh, name: 'Taken' },
    'Another session has the same user_id and name already.',
  ],
  [
    'another on sessions (lower(name), user_id) where not is_deleted',
    `update sessions set name = 'Taken' where id = '${sessions.website}'`,
    'renameSession',
    { id: sessions.fresh, name: 'TAKEN' },
    'Another session has the same lower(name::text) and user_id already.',
  ],
  [
    'another on users (lower(first_name))',
    `update users set first_name = id::text; update users set first_name = 'Maria' where id = '${people.maria.id}'`,
    'updateProfile',
    { firstName: 'MARIA' },
    'Another user has the same lower(first_name::text) already.',
  ],
  [
    'uq_composio_profile_name on composio_profiles (user_id, lower(profile_name))',
    'alter table composio_profiles drop constraint uq_composio_profile_name',
    'renameComposioProfile',
    { id: profile, name: 'STUDIO-MAIL' },
    'You have a profile of this name already.',
  ],
  [
    'another on slide_contents (presentation_name, slide_title) nulls not distinct',
    `insert into slide_contents (session_id, presentation_name, slide_number, slide_content) values ('${sessions.slides}', 'New', 1, '')`,
    'writeSlide',
    { session: sessions.slides, presentation: 'New', slideNumber: 2, content: '<p></p>' },
    'Another slide has the same presentation_name and slide_title already.',
  ],
]

/** SQL for a function whose trigger raises an error with a value of the row. */
const refusing = (name: string, state: string) =>
  `create function ${name}() returns trigger language plpgsql as $$ begin raise exception 'kept: %', old using errcode = '${state}'; end $$`

/** Other constraints and rules of triggers, the statements that add and drop each, and a write that it refuses. */
const constrained: readonly (readonly [
  name: string,
  add: string,
  drop: string,
  mutation: string,
  input: object,
  message: string,
])[] = [
  [
    'check',
    `alter table sessions add constraint short check (name <> 'Too long')`,
    'alter table sessions drop constraint short',
    'renameSession',
    { id: sessions.fresh, name: 'Too long' },
    'The check constraint short of each session does not permit this.',
  ],
  [
    'not-null',
    `alter table sessions add column custody text; update sessions set custody = 'x'; alter table sessions alter custody set not null`,
    'alter table sessions drop column custody',
    'createSession',
    { kind: 'CHAT', name: 'New' },
    'The database requires a value for the custody of each session.',
  ],
  [
    'foreign key, which refers to a missing row',
    'create table plans (name text primary key); alter table sessions add constraint planned foreign key (name) references plans not valid',
    'drop table plans cascade',
    'renameSession',
    { id: sessions.fresh, name: 'Unplanned' },
    'The foreign key planned of each session does not permit this: what it refers to is missing, or is still referred to.',
  ],
  [
    'foreign key of a table that the gateway does not know',
    `create table labels (server uuid references mcp_settings); insert into labels values ('${toolServer}')`,
    'drop table labels',
    'deleteMcpSetting',
    { id: toolServer },
    'The foreign key labels_server_fkey of each row does not permit this: what it refers to is missing, or is still referred to.',
  ],
  [
    'exclusion',
    `create function boxed(text) returns box language sql immutable as $$ select box(point(length($1), 0), point(length($1), 0)) $$;
update sessions set name = 'Taken' where id = '${sessions.website}'; delete from sessions where length(name) = 5 and name <> 'Taken';
alter table sessions add constraint apart exclude using gist (boxed(name) with &&) where (length(name) = 5)`,
    'alter table sessions drop constraint apart',
    'renameSession',
    { id: sessions.fresh, name: 'Other' },
    'The exclusion constraint apart does not permit the boxed(name::text) beside those of another session.',
  ],
  [
    'trigger, when rows are deleted',
    `${refusing('keep', 'P0001')}; create trigger keep before delete on mcp_settings for each row execute function keep()`,
    'drop function keep cascade',
    'deleteMcpSetting',
    { id: toolServer },
    'The function keep of the database does not permit this.',
  ],
  [
    'trigger, when the transaction is committed',
    `${refusing('"keep (all)"', '45000')};
create constraint trigger keep after update on sessions deferrable initially deferred for each row execute function "keep (all)"()`,
    'drop function "keep (all)" cascade',
    'renameSession',
    { id: sessions.fresh, name: 'Other' },
    'The function "keep (all)" of the database does not permit this.',
  ],
]

/** What a trigger raises for a violation of each kind, and the message of the error that is answered. */
const raised: readonly (readonly [kind: string, options: string, message: RegExp])[] = [
  [
    'unique_violation',
    `detail = 'Key (a, lower(b))=(1, 2) already exists.'`,
    /^Another .+ has the same a and lower\(b\) already\.$/,
  ],
  [
    'check_violation',
    `constraint = 'some_check'`,
    /^The check constraint some_check of each .+ does not permit this\.$/,
  ],
  ['not_null_violation', `column = 'a'`, /^The database requires a value for the a of each .+\.$/],
  [
    'exclusion_violation',
    `constraint = 'apart', detail = 'Key (a, b)=(1, 2) conflicts with existing key (a, b)=(1, 3).'`,
    /^The exclusion constraint apart does not permit the a and b beside those of another .+\.$/,
  ],
  ['exception', `message = 'taken by 4711'`, /^The function refuse of the database does not permit this\.$/],
  [
    "sqlstate 'U4711'",
    `message = 'taken by 4711', detail = '4711'`,
    /^The function refuse of the database does not permit this\.$/,
  ],
]

describe.each(testDatabases)('constraints that the gateway does not know, on $kind', ({ open }) => {
  const { database, demo, admin } = setUpWriters(open)

  it.each(refused)('%s: refuses by a ConflictError', async (index, before, mutation, input, message) => {
    const [name] = index.split(' ')
    for (const statement of before.split('; ')) await database.query(statement)
    await database.query(`create unique index ${index}`)
    expect(await demo.write(mutation, input)).toMatchObject({ __typename: 'ConflictError', message })
    await database.query(`drop index ${name}`)
  })

  it.each(constrained)('%s: refuses by a ConflictError', async (_, add, drop, mutation, input, message) => {
    await database.script(add)
    const done = await demo.write(mutation, input)
    await database.script(drop)
    expect(done).toMatchObject({ __typename: 'ConflictError', message })
  })

  it('logs the text that a trigger raises, and does not answer it', async () => {
    await database.script(
      `${refusing('keep', 'P0001')}; create trigger keep before update on sessions for each row execute function keep()`,
    )
    const done = await demo.write('renameSession', { id: sessions.fresh, name: 'Other' }, '__typename')
    await database.script('drop function keep cascade')
    expect(JSON.stringify(done)).not.toContain(sessions.fresh)
    expect(demo.lines).toContainEqual(
      expect.objectContaining({
        level: 40,
        requestId: 'test',
        err: expect.objectContaining({ message: expect.stringContaining(sessions.fresh) }),
      }),
    )
  })

  it.each(raised)('refuse every write by a ConflictError: %s', async (kind, options, expected) => {
    await database.query(`create or replace function refuse() returns trigger language plpgsql as $$ begin
raise ${kind} using table = tg_table_name, ${options}; end $$`)
    for (const { model } of declaredTables.filter(({ model }) => model !== 'GatewayIdempotencyKey')) {
      const { name } = table(model)
      await database.query(
        `create or replace trigger refuse before insert or update on ${name} for each row execute function refuse()`,
      )
    }
    const conflicts: string[] = []
    for (const mutation of mutations) {
      const { __typename: type, message } = await write(mutation)
      if (type === 'ConflictError') {
        conflicts.push(mutation)
        expect(message).toMatch(expected)
      } else if (type.endsWith('Success')) expect(mutation).toMatch(onlyDeletes)
    }
    expect(conflicts.length).toBeGreaterThan(40)
  })

  async function write(mutation: string) {
    const attempt = async (writer: Writer, viewer: (typeof viewers)['demo' | 'admin']) => {
      const keys = new Map()
      for (const model of listPlacesOfIds(mutation).values())
        keys.set(model, (await listOwnKeys(database, model, viewer, 1))[0])
      return writer.write(
        mutation,
        buildSampleInput(mutation, (model) => keys.get(model) ?? '999999999'),
      )
    }
    try {
      return await attempt(demo, viewers.demo)
    } catch (error) {
      if ((error as { extensions?: { code?: string } }).extensions?.code !== 'FORBIDDEN') throw error
      return attempt(admin, viewers.admin)
    }
  }
})
