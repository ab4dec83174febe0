import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type SourceLocation,
} from 'graphql'
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit'
import { isPromise, type Plugin } from 'graphql-yoga'

type Execute = (args: ExecutionArgs) => Promise<ExecutionResult> | ExecutionResult

/**
 * Executes queries and mutations by functions compiled once for each document, with the same answers as graphql-js at a
 * fraction of its time. They live as long as Yoga's bounded cache holds the parsed document. Subscriptions, and what does
 * not compile, are left to `plain`.
 */
export function createCompiler(schema: GraphQLSchema) {
  const known = new WeakMap<DocumentNode, Map<string, CompiledQuery | null>>()

  function compile(document: DocumentNode, operationName?: string | null): CompiledQuery | null {
    const operations = known.get(document) ?? new Map<string, CompiledQuery | null>()
    known.set(document, operations)
    const name = operationName ?? ''
    const found = operations.get(name)
    if (found !== undefined) return found
    const kind = getOperationAST(document, operationName)?.operation
    const made = kind === undefined || kind === 'subscription' ? null : compileQuery(schema, document, name)
    const compiled = made && isCompiledQuery(made) ? made : null
    operations.set(name, compiled)
    return compiled
  }

  return (plain: Execute): Execute =>
    (args) => {
      const compiled = compile(args.document, args.operationName)
      if (!compiled) return plain(args)
      const result = compiled.query(args.rootValue, args.contextValue, args.variableValues ?? {})
      return isPromise(result)
        ? result.then((late) => withWholeErrors(late, args.document))
        : withWholeErrors(result, args.document)
    }
}

/** The compiler's errors lack `extensions`, and know lines instead of positions: makes them what graphql-js makes. */
function withWholeErrors(result: ExecutionResult, { loc }: DocumentNode): ExecutionResult {
  if (!result.errors) return result
  const errors = result.errors.map(
    ({ message, locations, path, originalError, extensions = {} }) =>
      new GraphQLError(message, {
        source: loc?.source,
        positions: loc && locations?.map((place) => offsetOf(loc.source.body, place)),
        path,
        originalError,
        extensions,
      }),
  )
  return { ...result, errors }
}

function offsetOf(body: string, { line, column }: SourceLocation): number {
  const starts = [0, ...Array.from(body.matchAll(/\r\n|[\n\r]/g), (end) => end.index + end[0].length)]
  return (starts[line - 1] ?? 0) + column - 1
}

/** The same for everything that Yoga executes. */
export function useCompiledExecution(schema: GraphQLSchema): Plugin {
  const compiled = createCompiler(schema)
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(compiled(executeFn))
    },
  }
}
