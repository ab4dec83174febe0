import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core'

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      columns: ColumnsPlugin<Types>
    }
  }
}

/**
 * Converts the Prisma selection of a field (`select: { firstName: true }`, or the exposed column) into the
 * list of columns that the field reads, and stores it in the field's extensions for the loaders. Prisma's
 * plugin would load missing columns with one query per row; the loaders read them in the one statement of the
 * level. The plugin precedes Prisma's plugin in the list, so that it receives the configuration which that
 * plugin returns.
 */
class ColumnsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { pothosPrismaSelect: selected, ...extensions } = config.extensions ?? {}
    if (!selected) return config
    return {
      ...config,
      extensions: {
        ...extensions,
        columns: [
          ...((extensions.columns as string[] | undefined) ?? []),
          ...Object.keys(selected as object),
        ],
      },
    }
  }
}

SchemaBuilder.registerPlugin('columns', ColumnsPlugin)

/** Returns the columns of its row that a field reads. */
export function getReadColumns(field: {
  readonly extensions: Readonly<Record<string, unknown>>
}): readonly string[] {
  return (field.extensions.columns as readonly string[] | undefined) ?? []
}
