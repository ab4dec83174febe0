import { type ExecutionArgs, type ExecutionResult, execute } from 'graphql'
import { AnswerSize } from '../../schema/answer-size.ts'
import type { Context } from '../../schema/context.ts'
import { deferLists } from './deferred-lists.ts'

/**
 * Executes with graphql-js, without its unhandled rejections. A result that exceeds the limits on objects, errors or bytes is
 * replaced by an error: its size is checked after execution, and by the planned executor during it.
 */
export async function executeWithGraphqlJs(args: ExecutionArgs): Promise<ExecutionResult> {
  const result = await execute({ ...args, schema: deferLists(args.schema) })
  return checkSize(result, args.contextValue as Context)
}

function checkSize(result: ExecutionResult, { services, bytes }: Context): ExecutionResult {
  const size = new AnswerSize(services.limits, bytes)
  try {
    for (const _error of result.errors ?? []) size.addError()
    size.addData(result.data)
    return result
  } catch (error) {
    if (error !== size.exceeded || !size.exceeded) throw error
    return { errors: [size.exceeded], data: null }
  }
}
