import type { Plugin } from '@envelop/core'
import { type DocumentNode, GraphQLError } from 'graphql'
import type { LimitName, Limits } from '../../config/limits.ts'
import { beforeExecution, UnknownOperationError } from '../../errors/client-errors.ts'
import { LimitError } from '../../errors/limit-error.ts'
import { selectOperation } from '../operation.ts'
import type { CostOf } from './cost.ts'
import { measure } from './measure.ts'

/** The message of graphql-js for more tokens than allowed. */
const tooManyTokens = /more (than|that) \d+ tokens/

/**
 * Maximum number of lines for errors with `locations`: graphql-js counts lines from the document's start for
 * each located error, and a response can have thousands.
 */
const maxLines = 1_000

function hasManyLines(text: string): boolean {
  let lines = 1
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 10 || code === 13) lines += 1
  }
  return lines > maxLines
}

/**
 * Rejects operations that exceed the limits before they cause work: by their text before validation, and by
 * their cost with the actual variables before execution. Trusted documents are exempt. Applies to all
 * transports, which share Yoga's functions.
 */
export function useLimits(costOf: CostOf, limits: Limits, trusts: (text: string) => boolean): Plugin {
  const trusted = new WeakSet<DocumentNode>()
  const measured = new WeakMap<DocumentNode, LimitError | null>()
  const beyond = (name: LimitName) => new LimitError(name, limits[name], beforeExecution)

  function tooLarge(document: DocumentNode): LimitError | null {
    const measures = measure(document)
    const names = ['depth', 'aliases', 'directives', 'selections', 'fragments', 'rootFields'] as const
    const name = names.find((one) => measures[one] > limits[one])
    return name ? beyond(name) : null
  }

  type Operation = {
    document: DocumentNode
    operationName?: string | null
    variableValues?: Readonly<Record<string, unknown>> | null
  }
  function tooCostly(args: Operation): GraphQLError | null {
    const operation = selectOperation(args)
    if (!operation) return new UnknownOperationError()
    if (trusted.has(args.document)) return null
    return costOf(args.document, operation, args.variableValues) > limits.cost ? beyond('cost') : null
  }

  return {
    onParse({ params: { source }, parseFn, setParseFn }) {
      const body = typeof source === 'string' ? source : source.body
      if (trusts(body)) {
        return ({ result }) => {
          if (result && !(result instanceof Error)) trusted.add(result)
        }
      }
      if (body.length > limits.documentLength) throw beyond('documentLength')
      setParseFn((text, options) => {
        try {
          const noLocation = hasManyLines(body)
          return parseFn(text, { ...options, maxTokens: limits.tokens, noLocation })
        } catch (error) {
          if (error instanceof GraphQLError && tooManyTokens.test(error.message)) throw beyond('tokens')
          // The parser recurses into lists and selections, and exhausted the stack.
          if (error instanceof RangeError) throw beyond('depth')
          throw error
        }
      })
      return ({ result }) => {
        if (!result || result instanceof Error) return
        const found = measured.get(result)
        const error = found === undefined ? tooLarge(result) : found
        measured.set(result, error)
        if (error) throw error
      }
    },
    onExecute({ args, setResultAndStopExecution }) {
      const error = tooCostly(args)
      if (error) setResultAndStopExecution({ errors: [error] })
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const error = tooCostly(args)
      if (error) setResultAndStopExecution({ errors: [error] })
    },
  }
}
