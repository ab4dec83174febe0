import type { ExecutionArgs, ExecutionResult } from 'graphql'
import type { Viewer } from '../auth/viewer.ts'
import type { Config } from '../config.ts'
import type { Context } from '../schema/context.ts'
import type { CostOf } from './limits/cost.ts'
import { selectOperation } from './operation.ts'

/** The request header that asks for `extensions.explain`. */
export const explainHeader = 'x-explain'

/** True if a viewer may see statements: admins, and everyone of an embedded gateway. */
export const mayExplain = (mode: Config['mode'], viewer: Viewer | null): boolean =>
  mode === 'embedded' || viewer?.isAdmin === true

/** Creates a function that adds the cost and the statements of an explained operation to its result. */
export function createExplain(
  costOf: CostOf,
  maxCost: number,
): (args: ExecutionArgs, result: ExecutionResult) => ExecutionResult {
  return (args, result) => {
    const { explanation } = args.contextValue as Context
    const operation = explanation && selectOperation(args)
    if (!operation) return result
    const cost = costOf(args.document, operation, args.variableValues)
    const explain = { cost, maxCost, statements: explanation.statements }
    return { ...result, extensions: { ...result.extensions, explain } }
  }
}
