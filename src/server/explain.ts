import type { Plugin } from '@envelop/core'
import type { ExecutionResult } from 'graphql'
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

/** Adds the cost and the statements of an explained operation to its result. */
export function useExplain(costOf: CostOf, maxCost: number): Plugin {
  return {
    onExecute({ args }) {
      const { explanation } = args.contextValue as unknown as Context
      const operation = explanation && selectOperation(args)
      if (!operation) return
      const cost = costOf(args.document, operation, args.variableValues)
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return
          const { extensions } = result as ExecutionResult
          const explain = { cost, maxCost, statements: explanation.statements }
          setResult({ ...result, extensions: { ...extensions, explain } })
        },
      }
    },
  }
}
