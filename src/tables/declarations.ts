import { type Model, table } from '../data/batching/table.ts'
import { billingTables } from '../domains/billing/tables.ts'
import { chatTables } from '../domains/chat/tables.ts'
import { contentTables } from '../domains/content/tables.ts'
import { fileTables } from '../domains/files/tables.ts'
import { identityTables } from '../domains/identity/tables.ts'
import { integrationTables } from '../domains/integrations/tables.ts'
import { projectTables } from '../domains/projects/tables.ts'
import { runTables } from '../domains/runs/tables.ts'
import { sessionTables } from '../domains/sessions/tables.ts'
import { settingTables } from '../domains/settings/tables.ts'
import { adminsOnly } from './access-rule.ts'
import type { TableDeclaration } from './declaration.ts'

/** The declaration of each model; the compiler requires one. */
export const declarations: { readonly [Name in Model]: TableDeclaration<Name> } = {
  ...billingTables,
  ...chatTables,
  ...contentTables,
  ...fileTables,
  ...identityTables,
  ...integrationTables,
  ...projectTables,
  ...runTables,
  ...sessionTables,
  ...settingTables,
  // The gateway's own table: no field reads it, and without it mutations refuse idempotency keys.
  GatewayIdempotencyKey: { access: adminsOnly, whenMissing: 'empty' },
}

/** Every declared table, sorted by its name in the database. */
export const declaredTables: readonly {
  readonly model: Model
  readonly name: string
  readonly declaration: TableDeclaration
}[] = (Object.keys(declarations) as Model[])
  .map((model) => ({ model, name: table(model).name, declaration: declarations[model] }))
  .toSorted((a, b) => (a.name < b.name ? -1 : 1))
