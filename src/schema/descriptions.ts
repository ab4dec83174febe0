import SchemaBuilder, {
  BasePlugin,
  type PothosInputFieldConfig,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '@pothos/core'
import { isModel } from '../data/batching/table.ts'
import { getNoun, pluralize } from './nouns.ts'

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      descriptions: DescriptionsPlugin<Types>
    }
  }
}

/** Fields of every connection and edge type, in the words of Relay's specification. */
const ofConnection: Readonly<Record<string, (noun: string) => string>> = {
  edges: (noun) => `The edges of the page: each ${noun} with its cursor.`,
  nodes: (noun) => `The ${pluralize(noun)} of the page, without their cursors.`,
  pageInfo: (noun) => `Information to aid in pagination through the ${pluralize(noun)}.`,
}
const ofEdge: Readonly<Record<string, (noun: string) => string>> = {
  node: (noun) => `The ${noun} at the end of the edge.`,
  cursor: (noun) => `The cursor of this ${noun}, for \`after\` and \`before\`.`,
}

/** Fields that reference another row, which may be deleted or hidden. */
const references = new Set(['asset', 'project', 'run', 'session', 'storybook', 'user'])

function describeField(typename: string, name: string): string | undefined {
  const noun = getNoun(typename)
  if (name === 'createdAt') return `When the ${noun} was created.`
  if (name === 'updatedAt') return `When the ${noun} was last updated.`
  if (name === 'databaseId') return `The uuid of the ${noun} in the database.`
  if (references.has(name))
    return `The ${name} of the ${noun}; null if it was deleted or is not visible to you.`
  return undefined
}

/**
 * Describes the fields that many types have alike by the noun of their type: those of connections and edges, ids, times and
 * references. Every other field has a description of its own. Must be first in the list of plugins, so that it
 * receives the descriptions of all others.
 */
class DescriptionsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { parentType, name, kind } = config
    if (kind !== 'Object' && kind !== 'PrismaObject') return config
    const [, row = '', suffix] = /^(\w+)(Connection|Edge)$/.exec(parentType) ?? []
    const standard = suffix === 'Edge' ? ofEdge[name] : suffix ? ofConnection[name] : undefined
    if (standard) return { ...config, description: standard(getNoun(row)) }
    if (name === 'id' && isModel(parentType)) {
      const description = `The global id of the ${getNoun(parentType)}: opaque, unique among all types, for \`node\`.`
      return { ...config, description }
    }
    return { ...config, description: config.description ?? describeField(parentType, name) }
  }

  override onInputFieldConfig(config: PothosInputFieldConfig<Types>): PothosInputFieldConfig<Types> {
    const model = config.extensions?.model
    const [, mutation] = /^(\w+)Input$/.exec(config.parentType) ?? []
    if (config.description || !mutation || typeof model !== 'string') return config
    const name = `${mutation.charAt(0).toLowerCase()}${mutation.slice(1)}`
    const isList = config.type.kind === 'List'
    const noun = isList ? pluralize(getNoun(model)) : getNoun(model)
    const ids = isList ? 'their global ids or uuids' : 'its global id or uuid'
    return { ...config, description: `The ${noun} to which \`${name}\` applies: ${ids}.` }
  }
}

SchemaBuilder.registerPlugin('descriptions', DescriptionsPlugin)
