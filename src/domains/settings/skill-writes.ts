import { z } from 'zod'
import { ownRows } from '../../auth/rules.ts'
import { all, type Condition } from '../../data/batching/condition.ts'
import { equals, isNull } from '../../data/batching/conditions.ts'
import { deleteRows, insertRow, selectForUpdate, updateRows } from '../../data/write.ts'
import type { RowOf } from '../../schema/builder.ts'
import { idInput, inputField } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { deletedId, deleteOwnRow, lockRow, updateOwnRow } from '../../schema/own-rows.ts'
import type { Write } from '../../schema/write.ts'
import { ConflictError, NotAllowedError } from '../../schema/write-errors.ts'

const noun = 'skill'
const builtin = isNull('Skill', 'userId')

/** Locks the skill: the viewer's own exclusively, a builtin one shared. */
async function holdSkill(write: Write<unknown>, id: string) {
  const fields = ['name', 'source'] as const
  const mine = all([equals('Skill', 'id', id), ownRows('Skill', write.viewer)])
  const [own] = await selectForUpdate(write.sql, 'Skill', fields, mine, 'update')
  if (own) return own as Pick<RowOf<'Skill'>, (typeof fields)[number]>
  return lockRow(write, 'Skill', id, { noun, rows: builtin, fields })
}

/** Disables a builtin skill for the viewer by a row of the same name, or enables it by deleting that row. */
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
  description: 'Enables a skill for your agents, your own or a builtin one, or disables it.',
  input: {
    id: idInput('Skill'),
    enabled: inputField('Boolean', z.boolean(), 'Whether your agents may use it.'),
  },
  payload: { skill: 'Skill' },
  errors: ['NotFoundError', 'NotAllowedError'],
  transaction: true,
  resolve: async (write) => {
    const { id, enabled } = write.input
    const { name, source } = await holdSkill(write, id)
    if (source === 'builtin') return { skill: await switchBuiltin(write, name, enabled) }
    return { skill: await updateOwnRow(write, 'Skill', id, { isEnabled: enabled }, { noun }) }
  },
})

mutation('deleteSkill', {
  description: 'Deletes a skill of your own. Its files stay in the platform’s storage.',
  input: { id: idInput('Skill') },
  returns: { deletedId },
  errors: ['NotFoundError', 'NotAllowedError'],
  transaction: true,
  resolve: async (write) => {
    const { id } = write.input
    const { source } = await holdSkill(write, id)
    if (source === 'builtin') throw new NotAllowedError('A builtin skill can be switched off, not deleted.')
    return { deletedId: await deleteOwnRow(write, 'Skill', id, { noun }) }
  },
})

mutation('setBuiltinSkillEnabled', {
  description: 'Enables a builtin skill for everyone, or disables it.',
  input: {
    id: idInput('Skill'),
    enabled: inputField('Boolean', z.boolean(), 'Whether your agents may use it.'),
  },
  payload: { skill: 'Skill' },
  errors: ['NotFoundError'],
  admin: true,
  resolve: async ({ input: { id, enabled }, ...write }) => ({
    skill: await updateOwnRow(write, 'Skill', id, { isEnabled: enabled }, { noun, rows: builtin }),
  }),
})
