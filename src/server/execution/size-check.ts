import { type ExecutionResult, execute } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { AnswerSize } from '../../schema/answer-size.ts'
import type { Context } from '../../schema/context.ts'

/** Replaces an answer of graphql-js that has more objects or bytes than an answer may have. */
export function checkSize(result: ExecutionResult, { services, bytes }: Context): ExecutionResult {
  const size = new AnswerSize(services.limits, bytes)
  try {
    size.addData(result.data)
    return result
  } catch (error) {
    if (error !== size.exceeded || !size.exceeded) throw error
    return { errors: [size.exceeded], data: null }
  }
}

/**
 * Executes by graphql-js itself: Yoga's own executor gives errors of variables another HTTP status. The size of answers is
 * checked after execution, where planned execution counts during it.
 */
export function useGraphqlJs(): Plugin<Context> {
  return {
    onExecute({ setExecuteFn }) {
      setExecuteFn(async (args) => checkSize(await execute(args), args.contextValue))
    },
  }
}
