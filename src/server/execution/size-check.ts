import type { ExecutionResult } from 'graphql'
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

/** Checks the size of answers that graphql-js executes: after execution, where planned execution counts during it. */
export function useSizeCheck(): Plugin<Context> {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(async (args) => checkSize(await executeFn(args), args.contextValue))
    },
  }
}
