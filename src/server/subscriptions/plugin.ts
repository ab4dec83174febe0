import type { ServerResponse } from 'node:http'
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { CancelledError } from '../../data/cancellation.ts'
import type { Context } from '../../schema/context.ts'
import { UnauthenticatedError } from '../../schema/errors.ts'
import { SubscriptionSource } from '../../schema/subscription.ts'
import { interruption } from '../errors.ts'
import { noOperation, operationOf } from '../operation.ts'
import type { HttpRequestInfo } from '../request.ts'
import { type SerializedSink, SubscriptionIterator } from './delivery.ts'
import { SubscriptionGroup } from './group.ts'

type SubscriptionContext = Context & Partial<HttpRequestInfo> & { readonly direct?: SerializedSink }

/** Runs subscriptions: groups those that must get the same results, and brings each its own. */
export function useSubscriptions(): Plugin {
  const groups = new Map<string, SubscriptionGroup>()

  async function subscribe(args: ExecutionArgs) {
    const context = args.contextValue as SubscriptionContext
    const source = await createSourceEventStream(args).finally(() => context.bytes.release())
    const { cancellation } = context
    // A client that left while its stream began is never read from, and never returned.
    if (cancellation?.isCancelled) return { errors: [new GraphQLError(new CancelledError().message)] }
    if (!(source instanceof SubscriptionSource)) return interrupted(source)
    const key = keyOf(args, source, context)
    const group = groups.get(key) ?? new SubscriptionGroup(key, args, source)
    groups.set(key, group)
    let expiry: NodeJS.Timeout | undefined
    const delivery = new SubscriptionIterator(group, {
      stream: source.stream,
      socket: context.direct,
      cutOff: context.res && (() => cutOff(context.res)),
      onClose() {
        clearTimeout(expiry)
        if (group.leave(delivery) && groups.get(key) === group) groups.delete(key)
      },
    })
    // A socket is closed as a whole when its token expires.
    const { expiresAt } = context.viewer ?? {}
    if (expiresAt !== undefined && context.via !== 'websocket') expiry = endAt(expiresAt, delivery)
    cancellation?.onCancel(() => void delivery.return())
    return delivery
  }

  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(subscribe)
    },
  }
}

/** A stream that cannot begin for a transient reason: its client is to come back. */
function interrupted<Source>(source: Source): Source | { errors: readonly GraphQLError[] } {
  const { errors = [] } = source as ExecutionResult
  const error = errors.map(interruption).find((one) => one !== null)
  return error ? { errors: [error] } : source
}

/** Ends an event stream without saying that it is complete, once everything before was sent. */
function cutOff(response: ServerResponse | undefined): void {
  response?.write(':\n\n', () => response.destroy())
}

/** How far a timer can reach. */
const maxTimerMs = 2 ** 31 - 1

function endAt(expiresAt: number, delivery: SubscriptionIterator): NodeJS.Timeout {
  const end = () => delivery.fail(new UnauthenticatedError('The access token has expired: sign in again.'))
  return setTimeout(end, Math.min(Math.max(expiresAt - Date.now(), 0), maxTimerMs))
}

const numbers = new WeakMap<OperationDefinitionNode, number>()
let operations = 0

function numberOf(operation: OperationDefinitionNode): number {
  const known = numbers.get(operation)
  if (known !== undefined) return known
  operations += 1
  numbers.set(operation, operations)
  return operations
}

function keyOf(args: ExecutionArgs, watch: SubscriptionSource, context: Context) {
  const operation = operationOf(args)
  if (!operation) throw noOperation()
  const start = startVariable(args.document)
  const given = args.variableValues ?? {}
  // What is not declared has no part in the answers, and may be anything.
  const variables = (operation.variableDefinitions ?? [])
    .map(({ variable }) => variable.name.value)
    .filter((name) => name !== start && Object.hasOwn(given, name))
    .map((name) => [name, given[name]])
  const { viewer } = context
  return JSON.stringify([
    numberOf(operation),
    variables,
    viewer && [viewer.id, viewer.isAdmin, viewer.apiKeyId],
    watch.stream.key,
  ])
}

/**
 * The variable that says from where on a stream is wanted, if it says nothing else: those who come back from different
 * places still belong together.
 */
export function startVariable({ definitions }: DocumentNode): string | undefined {
  const roots = definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? one.selectionSet.selections : [],
  )
  const [start] = roots
    .flatMap((field) => (field.kind === Kind.FIELD ? (field.arguments ?? []) : []))
    .flatMap(({ name, value }) =>
      name.value === 'after' && value.kind === Kind.VARIABLE ? [value.name.value] : [],
    )
  if (start === undefined) return undefined
  let mentions = 0
  for (const definition of definitions) {
    visit(definition, {
      Variable({ name }) {
        if (name.value === start) mentions += 1
      },
    })
  }
  // Once where it is declared, and once where it is used.
  return mentions === 2 ? start : undefined
}
