import type { Plugin } from '@envelop/core'
import type { DocumentNode, GraphQLError } from 'graphql'

/** The arguments of an execution that checks look at. */
export type CheckedArgs = {
  readonly document: DocumentNode
  readonly operationName?: string | null | undefined
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined
}

/** Returns the error that refuses an operation before it is executed; null if it may be executed. */
export type OperationCheck = (args: CheckedArgs) => GraphQLError | null

/** Returns the error of the first check that refuses an operation. */
export function findRefusal(checks: readonly OperationCheck[], args: CheckedArgs): GraphQLError | null {
  for (const check of checks) {
    const error = check(args)
    if (error) return error
  }
  return null
}

/** Refuses subscriptions by the checks of other operations. */
export function useSubscriptionChecks(checks: readonly OperationCheck[]): Plugin {
  return {
    onSubscribe({ args, setResultAndStopExecution }) {
      const error = findRefusal(checks, args)
      if (error) setResultAndStopExecution({ errors: [error] })
    },
  }
}
