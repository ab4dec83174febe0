import { describe, expect, it } from 'vitest'
import { people } from '../../../src/demo/identities.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters } from '../../support/writes.ts'

const pdf = uuid('skill pdf ')
const brandVoice = uuid('skill brand-voice ')
const override = uuid(`skill brand-voice ${people.demo.id}`)
const tone = uuid(`skill roastery-tone ${people.demo.id}`)
const recipes = uuid(`skill recipes ${people.maria.id}`)
const aSkill = 'skill { databaseId isEnabled isEnabledByDefault }'

describe.each(testDatabases)('writes of skills, on $kind', ({ open }) => {
  const { database, demo, maria, admin } = setUpWriters(open)

  const named = (name: string) =>
    database.query<Record<string, unknown>>(
      'select user_id, source, is_enabled, skill_md_content from skills where name = $1 and user_id is not null',
      [name],
    )

  it('switches a builtin skill off for one user, as often as one likes, and on again', async () => {
    const off = { id: pdf, enabled: false }
    const outcomes = await Promise.all(
      [demo, demo, demo].map((writer) => writer.write('setSkillEnabled', off, aSkill)),
    )
    for (const { skill } of outcomes) {
      expect(skill).toEqual({ databaseId: pdf, isEnabled: false, isEnabledByDefault: true })
    }
    const row = { user_id: people.demo.id, source: 'builtin', is_enabled: false, skill_md_content: '' }
    expect(await named('pdf')).toEqual([row])
    const on = await demo.write('setSkillEnabled', { id: encodeNodeId('Skill', pdf), enabled: true }, aSkill)
    expect(on.skill).toMatchObject({ databaseId: pdf, isEnabled: true })
    expect(await named('pdf')).toEqual([])
  })

  it('accepts the row that overrides a builtin skill in place of the skill', async () => {
    const on = await demo.write('setSkillEnabled', { id: override, enabled: true }, aSkill)
    expect(on.skill).toEqual({ databaseId: brandVoice, isEnabled: true, isEnabledByDefault: true })
    expect(await named('brand-voice')).toEqual([])
    expect((await demo.write('setSkillEnabled', { id: override, enabled: true })).__typename).toBe(
      'NotFoundError',
    )
  })

  it('switches an own skill off and on', async () => {
    for (const enabled of [false, true]) {
      const outcome = await demo.write('setSkillEnabled', { id: tone, enabled }, aSkill)
      expect(outcome.skill).toMatchObject({ databaseId: tone, isEnabled: enabled })
    }
  })

  it('cannot switch a builtin skill off for who has a skill of that name', async () => {
    await database.query(
      `insert into skills (user_id, name, description, source, skill_md_content, sandbox_path, storage_uri)
values ($1, 'pdf', 'mine', 'custom', '', '', '')`,
      [people.maria.id],
    )
    const outcome = await maria.write('setSkillEnabled', { id: pdf, enabled: false })
    expect(outcome).toMatchObject({ __typename: 'ConflictError', conflicting: { __typename: 'Skill' } })
    expect(await named('pdf')).toMatchObject([{ source: 'custom', is_enabled: true }])
  })

  it('deletes an own skill, and no builtin one', async () => {
    for (const writer of [demo, admin]) {
      expect((await writer.write('deleteSkill', { id: pdf })).__typename).toBe('NotAllowedError')
    }
    const outcome = await demo.write('deleteSkill', { id: tone }, 'deletedId')
    expect(outcome.deletedId).toBe(encodeNodeId('Skill', tone))
    expect((await demo.write('deleteSkill', { id: tone })).__typename).toBe('NotFoundError')
  })

  it('knows nothing of another’s skill', async () => {
    for (const writer of [demo, admin]) {
      expect((await writer.write('deleteSkill', { id: recipes })).__typename).toBe('NotFoundError')
      const outcome = await writer.write('setSkillEnabled', { id: recipes, enabled: false })
      expect(outcome.__typename).toBe('NotFoundError')
    }
    expect(await named('recipes')).toMatchObject([{ is_enabled: true }])
  })

  it('lets an admin offer a builtin skill to nobody, which no user can undo', async () => {
    const off = { id: pdf, enabled: false }
    await expect(demo.write('setBuiltinSkillEnabled', off)).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    })
    expect((await admin.write('setBuiltinSkillEnabled', { ...off, id: recipes })).__typename).toBe(
      'NotFoundError',
    )
    const done = await admin.write('setBuiltinSkillEnabled', off, aSkill)
    expect(done.skill).toMatchObject({ isEnabled: false, isEnabledByDefault: false })
    const refused = await demo.write('setSkillEnabled', { id: pdf, enabled: true })
    expect(refused.__typename).toBe('NotAllowedError')
    await admin.write('setBuiltinSkillEnabled', { id: pdf, enabled: true })
  })
})
