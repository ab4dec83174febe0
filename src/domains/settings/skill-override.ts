import { ref, table } from '../../data/batching/table.ts'
import type { Context } from '../../schema/context.ts'

const column = (field: string) => ref('t', 'Skill', field)

const statement = {
  name: 'skills switched off',
  text: `select ${column('name')} as name from ${table('Skill').name} t
where ${column('userId')} = $1::uuid and ${column('source')} = 'builtin' and not ${column('isEnabled')} and ${column('name')} = any($2::varchar[])`,
}

/** True if the viewer disabled the builtin skill of this name, by an own row with the same name. */
export function isSwitchedOff({ viewer, loaders }: Context, skill: string): Promise<boolean> {
  return loaders.batch(
    {
      name: statement.name,
      reads: () => [{ model: 'Skill', by: 'userId', key: viewer?.id }],
      async load(names, sql) {
        if (!viewer) return names.map(() => false)
        const rows = await sql.query<{ name: string }>(statement, [viewer.id, names])
        const off = new Set(rows.map(({ name }) => name))
        return names.map((name) => off.has(name))
      },
    },
    skill,
  )
}
