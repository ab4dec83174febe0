import { z } from 'zod'
import { ownRows } from '../../auth/rules.ts'
import { all, type Condition } from '../../data/batching/condition.ts'
import { equals, isNull } from '../../data/batching/conditions.ts'
import { deleteRows, insertRow, selectForUpdate, updateRows } from '../../data/write.ts'
import type { RowOf } from '../../schema/builder.ts'
import { change, deletedId, holdRow, removeRow } from '../../schema/change.ts'
import { field, idOf } from '../../schema/inputs.ts'
import { mutation, type Write } from '../../schema/mutation.ts'
import { ConflictError, NotAllowedError } from '../../schema/write-errors.ts'

const what = 'skill'
const builtin = isNull('Skill', 'userId')

/** The skill, held: the viewer's own, so that two who would delete it take turns, or a builtin one, which others hold too. */
async function holdSkill(write: Write<unknown>, id: string) {
  const fields = ['name', 'source'] as const
  const mine = all([equals('Skill', 'id', id), ownRows('Skill', write.viewer)])
  const [own] = await selectForUpdate(write.sql, 'Skill', fields, mine, 'update')
  if (own) return own as Pick<RowOf<'Skill'>, (typeof fields)[number]>
  return holdRow(write, 'Skill', id, { what, rows: builtin, fields })
}

/** Switches a builtin skill off for the viewer by a row of the same name, or on again by deleting that. */
async function switchBuiltin({ sql, viewer }: Write<unknown>, name: string, enabled: boolean) {
  const named = (rows: Condition) => all([rows, equals('Skill', 'name', name)])
  const [skill] = await sql.query<{ id: string; description: string; isEnabled: boolean }>(
    'select id, description, is_enabled as "isEnabled" from skills where user_id is null and name = $1 for key share',
    [name],
  )
  if (!skill) throw new NotAllowedError('The platform no longer has this skill.')
  if (enabled && !skill.isEnabled) throw new NotAllowedError('The skill is switched off for everyone.')
  const own = ownRows('Skill', viewer)
  const override = all([named(own), equals('Skill', 'source', 'builtin')])
  if (enabled) {
    await deleteRows(sql, 'Skill', override)
    return skill.id
  }
  const { description } = skill
  const files = { skillMdContent: '', sandboxPath: '', storageUri: '' }
  const row = { userId: viewer.id, name, description, ...files, source: 'builtin', isEnabled: false }
  const made = await insertRow(sql, 'Skill', row, 'do nothing')
  if (made || (await updateRows(sql, 'Skill', { isEnabled: false }, override)).length > 0) return skill.id
  const [taken] = await selectForUpdate(sql, 'Skill', ['id'], named(own), 'key share')
  throw new ConflictError(
    'You have a skill of this name yourself.',
    taken ? { model: 'Skill', key: String(taken.id) } : null,
  )
}

mutation('setSkillEnabled', {
  description: 'Lets your agents use a skill, your own or a builtin one, or keeps them from it.',
  input: { id: idOf('Skill'), enabled: field('Boolean', z.boolean(), 'Whether your agents may use it.') },
  changed: { skill: 'Skill' },
  errors: ['NotFoundError', 'NotAllowedError', 'ConflictError'],
  transaction: true,
  write: async (write) => {
    const { id, enabled } = write.input
    const { name, source } = await holdSkill(write, id)
    if (source === 'builtin') return { skill: await switchBuiltin(write, name, enabled) }
    return { skill: await change(write, 'Skill', id, { isEnabled: enabled }, { what }) }
  },
})

mutation('deleteSkill', {
  description: 'Deletes a skill of your own. Its files stay in the platform’s storage.',
  input: { id: idOf('Skill') },
  returns: { deletedId },
  errors: ['NotFoundError', 'NotAllowedError'],
  transaction: true,
  write: async (write) => {
    const { id } = write.input
    const { source } = await holdSkill(write, id)
    if (source === 'builtin') throw new NotAllowedError('A builtin skill can be switched off, not deleted.')
    return { deletedId: await removeRow(write, 'Skill', id, { what }) }
  },
})

mutation('setBuiltinSkillEnabled', {
  description: 'Offers a builtin skill to everyone, or to nobody.',
  input: { id: idOf('Skill'), enabled: field('Boolean', z.boolean(), 'Whether your agents may use it.') },
  changed: { skill: 'Skill' },
  errors: ['NotFoundError'],
  admin: true,
  write: async ({ input: { id, enabled }, ...write }) => ({
    skill: await change(write, 'Skill', id, { isEnabled: enabled }, { what, rows: builtin }),
  }),
})
