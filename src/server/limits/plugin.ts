import type { Plugin } from '@envelop/core'
import { type DocumentNode, GraphQLError } from 'graphql'
import type { LimitName, Limits } from '../../config/limits.ts'
import { beforeExecution, InvalidDocumentError, UnknownOperationError } from '../../errors/client-errors.ts'
import { LimitError } from '../../errors/limit-error.ts'
import type { CheckedArgs, OperationCheck } from '../execution/checks.ts'
import { selectOperation } from '../operation.ts'
import type { CostOf } from './cost.ts'
import { measure } from './measure.ts'
import { repeatsFields } from './repeated-fields.ts'

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
 * Creates the checks of operations that exceed the limits before they cause work: of their text before validation, and
 * of their cost with the actual variables before execution. Trusted documents are exempt.
 */
export function createLimits(
  costOf: CostOf,
  limits: Limits,
  trusts: (text: string) => boolean,
): { readonly useTextLimits: Plugin; readonly checkCost: OperationCheck } {
  const trusted = new WeakSet<DocumentNode>()
  const measured = new WeakMap<DocumentNode, LimitError | null>()
  const beyond = (name: LimitName) => new LimitError(name, limits[name], beforeExecution)

  function tooLarge(document: DocumentNode): LimitError | null {
    const measures = measure(document)
    const names = ['depth', 'aliases', 'directives', 'selections', 'fragments', 'rootFields'] as const
    const name = names.find((one) => measures[one] > limits[one])
    return name ? beyond(name) : null
  }

  function checkCost(args: CheckedArgs): GraphQLError | null {
    const operation = selectOperation(args)
    if (!operation) return new UnknownOperationError()
    if (trusted.has(args.document)) return null
    return costOf(args.document, operation, args.variableValues) > limits.cost ? beyond('cost') : null
  }

  const useTextLimits: Plugin = {
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
    onValidate({ params: { documentAST }, setResult }) {
      if (!trusted.has(documentAST) && repeatsFields(documentAST))
        setResult([new InvalidDocumentError('The document selects the same fields too often.')])
    },
  }
  return { useTextLimits, checkCost }
}
