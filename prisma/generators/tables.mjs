import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import helper from '@prisma/generator-helper'

/** PostgreSQL's names of the types that a model declares with `@db.…`, as a parameter is cast to them. */
const native = { Uuid: 'uuid', VarChar: 'varchar', Timestamptz: 'timestamptz', Decimal: 'numeric' }
/** … and of those that Prisma takes where a model declares none. */
const plain = {
  String: 'text',
  Boolean: 'bool',
  Int: 'int4',
  BigInt: 'bigint',
  Float: 'float8',
  Json: 'jsonb',
}

/** The marks before a description: `@secret @heavy The provider's …` has two. */
const marksOf = (documentation = '') =>
  documentation.match(/^(@(secret|internal|heavy)\s+)*/)[0].match(/\w+/g) ?? []

const columnOf = (field) => {
  const type = field.nativeType ? native[field.nativeType[0]] : plain[field.type]
  if (!type)
    throw new Error(`no PostgreSQL type is known for ${field.name} ${field.type} ${field.nativeType ?? ''}`)
  return {
    name: field.dbName ?? field.name,
    type,
    array: field.isList,
    // Prisma has no optional lists, and makes their columns without NOT NULL.
    nullable: !field.isRequired || field.isList,
    marks: marksOf(field.documentation),
  }
}

const toTable = (model) => ({
  name: model.dbName ?? model.name,
  key: model.primaryKey?.fields ?? model.fields.filter((field) => field.isId).map((field) => field.name),
  columns: Object.fromEntries(
    model.fields.filter((field) => field.kind !== 'object').map((field) => [field.name, columnOf(field)]),
  ),
})

// Writes the tables and columns behind the models, for statements that do not go through Prisma Client.
helper.generatorHandler({
  onManifest: () => ({ prettyName: 'Tables and columns', defaultOutput: '../../src/generated' }),
  async onGenerate({ dmmf, generator }) {
    const tables = Object.fromEntries(dmmf.datamodel.models.map((model) => [model.name, toTable(model)]))
    await mkdir(generator.output.value, { recursive: true })
    await writeFile(
      path.join(generator.output.value, 'tables.ts'),
      `// Generated from prisma/schema.\nexport const tables = ${JSON.stringify(tables, null, 2)} as const\n`,
    )
  },
})
