import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core'

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      columns: ColumnsPlugin<Types>
    }
  }
}

/**
 * Turns the Prisma selection of a field (`select: { firstName: true }`, or the column that a field exposes) into the
 * list of columns that the field reads, kept in its extensions for the loaders. Prisma's plugin would load what is
 * missing with a query a row; here nothing is missing, since the loaders read these columns in the level's one statement.
 * Stands before Prisma’s plugin in the list, and so gets the configuration that plugin made.
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

/** The columns of its row that a field reads. */
export function columnsOf(field: {
  readonly extensions: Readonly<Record<string, unknown>>
}): readonly string[] {
  return (field.extensions.columns as readonly string[] | undefined) ?? []
}
