import { own, ownOrSystem } from '../../tables/access-rule.ts'
import { newestFirst, oldestFirst, type TableDeclarations } from '../../tables/declaration.ts'
import { rowUser } from '../../tables/row-owners.ts'

/** The tables of settings. */
export const settingTables = {
  ModelSetting: {
    access: ownOrSystem,
    unique: {
      uq_model_settings_user: 'You have a setting for this model of this provider already.',
      uq_model_settings_system: 'The system has a setting for this model of this provider already.',
    },
    writes: ['INSERT', 'UPDATE', 'DELETE'],
    watchedBy: ['id', 'userId'],
    order: oldestFirst,
  },
  McpSetting: {
    access: own,
    writes: ['INSERT', 'UPDATE', 'DELETE'],
    watchedBy: ['userId'],
    order: newestFirst,
  },
  Skill: {
    access: ownOrSystem,
    unique: {
      uq_skills_user_name: 'You have a skill of this name already.',
      idx_skills_builtin_name_unique: 'There is a builtin skill of this name already.',
    },
    writes: ['INSERT', 'UPDATE', 'DELETE'],
    watchedBy: ['userId'],
    order: { by: ['name'], direction: 'asc' },
  },
  UserMemory: {
    access: own,
    noun: 'memory',
    whenMissing: 'empty',
    mayDiffer: true,
    watchedBy: ['userId'],
    order: { by: ['updatedAt'], direction: 'desc' },
  },
  UserAgent: {
    access: own,
    noun: 'agent',
    owners: rowUser,
    whenMissing: 'empty',
    mayDiffer: true,
    watchedBy: ['userId'],
    order: newestFirst,
  },
} satisfies TableDeclarations
