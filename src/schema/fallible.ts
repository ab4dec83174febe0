import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core'

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      fallible: FalliblePlugin<Types>
    }
  }
}

/**
 * Makes nullable every field that can fail because of its arguments or the viewer's rights, and every field
 * of Query. An error then nulls only that field, instead of its parent object (a null `viewer` means signed
 * out) or sibling fields.
 */
class FalliblePlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    // Mutation errors are typed in the payload, and an error ends a subscription.
    if (config.kind === 'Mutation' || config.kind === 'Subscription') return config
    const mayFail =
      config.kind === 'Query' || Object.keys(config.args).length > 0 || 'authScopes' in config.pothosOptions
    return mayFail ? { ...config, type: { ...config.type, nullable: true } } : config
  }
}

SchemaBuilder.registerPlugin('fallible', FalliblePlugin)
