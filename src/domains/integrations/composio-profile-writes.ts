import { z } from 'zod'
import { ownRows } from '../../auth/rules.ts'
import { all } from '../../data/batching/condition.ts'
import { equals, flag } from '../../data/batching/conditions.ts'
import { selectForUpdate, updateRows } from '../../data/write.ts'
import { idInput, inputField, singleLine } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { lockRow, updateOwnRow } from '../../schema/own-rows.ts'
import { NotAllowedError } from '../../schema/write-errors.ts'

const noun = 'profile'
const maxNameLength = 100
const maxTools = 500
const toolName = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_.-]+$/, { error: 'must be the name of an action' })

mutation('renameComposioProfile', {
  description: 'Renames a Composio profile; the name must be unique among yours.',
  input: {
    id: idInput('ComposioProfile'),
    name: inputField(
      'String',
      singleLine(maxNameLength),
      `The new name, at most ${maxNameLength} characters.`,
    ),
  },
  payload: { profile: 'ComposioProfile' },
  errors: ['NotFoundError'],
  update: ({ id, name }) => ({ noun, key: id, set: { profileName: name } }),
})

mutation('setDefaultComposioProfile', {
  description: 'Makes a profile the default for its service.',
  input: { id: idInput('ComposioProfile') },
  payload: { profile: 'ComposioProfile' },
  errors: ['NotFoundError'],
  transaction: true,
  resolve: async ({ input: { id }, ...write }) => {
    const { sql, viewer } = write
    // Locked, so that concurrent calls leave one default.
    await selectForUpdate(sql, 'User', ['id'], equals('User', 'id', viewer.id), 'update')
    const fields = ['toolkitSlug'] as const
    const { toolkitSlug } = await lockRow(write, 'ComposioProfile', id, { noun, fields, strength: 'update' })
    const others = [
      equals('ComposioProfile', 'toolkitSlug', toolkitSlug),
      flag('ComposioProfile', 'isDefault', true),
      ownRows('ComposioProfile', viewer),
    ]
    await updateRows(sql, 'ComposioProfile', { isDefault: false }, all(others))
    return { profile: await updateOwnRow(write, 'ComposioProfile', id, { isDefault: true }, { noun }) }
  },
})

mutation('setComposioProfileEnabled', {
  description:
    'Enables a connected profile for your agents, or disables it. The platform reads this setting; Composio itself is not notified.',
  input: {
    id: idInput('ComposioProfile'),
    enabled: inputField('Boolean', z.boolean(), 'Whether agents may use the profile.'),
  },
  payload: { profile: 'ComposioProfile' },
  errors: ['NotFoundError', 'NotAllowedError'],
  transaction: true,
  resolve: async ({ input: { id, enabled }, ...write }) => {
    const fields = ['status'] as const
    const { status } = await lockRow(write, 'ComposioProfile', id, { noun, fields, strength: 'update' })
    if (status !== 'enable' && status !== 'disable') {
      throw new NotAllowedError('The profile is not connected: connect it on the platform first.')
    }
    const set = { status: enabled ? 'enable' : 'disable' }
    return { profile: await updateOwnRow(write, 'ComposioProfile', id, set, { noun }) }
  },
})

mutation('setComposioProfileTools', {
  description: 'Sets the actions of a service that your agents may use; others are not allowed.',
  input: {
    id: idInput('ComposioProfile'),
    tools: inputField(
      ['String'],
      z
        .array(toolName)
        .max(maxTools)
        .transform((tools) => [...new Set(tools)]),
      `Names such as \`GMAIL_SEND_EMAIL\`, at most ${maxTools}; an empty list leaves none.`,
    ),
  },
  payload: { profile: 'ComposioProfile' },
  errors: ['NotFoundError'],
  update: ({ id, tools }) => ({ noun, key: id, set: { enabledTools: tools } }),
})
