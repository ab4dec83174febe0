import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core'

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      fallible: FalliblePlugin<Types>
    }
  }
}

/**
 * Makes fields nullable that may fail by their arguments or by the viewer's rights, and all fields of Query: an error
 * nulls the field alone, and not the object around it (a null `viewer` means signed out) or the answers beside it.
 */
class FalliblePlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    // A mutation's errors are typed in its payload, and an error of a subscription ends it.
    if (config.kind === 'Mutation' || config.kind === 'Subscription') return config
    const mayFail =
      config.kind === 'Query' || Object.keys(config.args).length > 0 || 'authScopes' in config.pothosOptions
    return mayFail ? { ...config, type: { ...config.type, nullable: true } } : config
  }
}

SchemaBuilder.registerPlugin('fallible', FalliblePlugin)
