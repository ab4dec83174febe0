import { AsyncLocalStorage } from 'node:async_hooks'
import type { GraphQLFieldResolver, ResponsePath } from 'graphql'

/** A statement of an explained operation. */
export type ExplainedStatement = {
  /** The response path of the first field that needs it, without list indices; null outside of fields. */
  readonly path: string | null
  readonly sql: string
  readonly durationMs: number
  readonly rows: number
}

type Answered = { readonly text: string; readonly rows: number; readonly durationMs: number }
type Resolver = GraphQLFieldResolver<unknown, unknown>

/** The path of the field that is resolved. Batched loads run in the asynchronous context of the first one. */
const paths = new AsyncLocalStorage<string>()

/** The statements of one operation, for `extensions.explain`. Values of parameters are not kept. */
export class Explanation {
  readonly statements: ExplainedStatement[] = []

  readonly add = ({ text, rows, durationMs }: Answered): void => {
    this.statements.push({
      path: paths.getStore() ?? null,
      sql: text,
      durationMs,
      rows,
    })
  }
}

/** Returns a resolver whose statements are explained under the field's path. */
export const explainUnderPath =
  (resolve: Resolver): Resolver =>
  (source, args, context, info) =>
    paths.run(formatPath(info.path), () => resolve(source, args, context, info))

function formatPath(path: ResponsePath): string {
  const keys = []
  for (let at: ResponsePath | undefined = path; at; at = at.prev)
    if (typeof at.key === 'string') keys.push(at.key)
  return keys.reverse().join('.')
}
