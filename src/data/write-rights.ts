import type { WriteRight } from '../tables/declaration.ts'
import { declaredTables } from '../tables/declarations.ts'

/** The declared privileges that mutations need on the platform's tables, by table. */
export const writeRights: Readonly<Record<string, readonly WriteRight[]>> = Object.fromEntries(
  declaredTables.flatMap(({ name, declaration: { writes } }) => (writes ? [[name, writes]] : [])),
)
