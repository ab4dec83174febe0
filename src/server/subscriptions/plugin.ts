import type { ServerResponse } from 'node:http'
import type { Plugin } from '@envelop/core'
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql'
import type { Limits } from '../../config/limits.ts'
import {
  ClientDisconnectedError,
  UnauthenticatedError,
  UnknownOperationError,
} from '../../errors/client-errors.ts'
import { LimitError } from '../../errors/limit-error.ts'
import type { Context } from '../../schema/context.ts'
import { SubscriptionSource } from '../../schema/subscription.ts'
import { toInterruptionError } from '../errors.ts'
import { selectOperation } from '../operation.ts'
import type { HttpRequestInfo } from '../request.ts'
import { runAt } from '../run-at.ts'
import { type SerializedSink, SubscriptionIterator } from './delivery.ts'
import { type ExecuteEvent, SubscriptionGroup } from './group.ts'
import { HeldMemory } from './held-memory.ts'
import { type AllKeptResults, createKeptResults } from './kept-results.ts'

type SubscriptionContext = Context & Partial<HttpRequestInfo> & { readonly direct?: SerializedSink }

/** Executes subscriptions, and their events by `execute`: groups those with identical results. */
export function useSubscriptions(limits: Limits, execute: ExecuteEvent): Plugin {
  const groups = new Map<string, SubscriptionGroup>()
  const memory = new HeldMemory(limits)
  let kept: AllKeptResults | undefined

  async function subscribe(args: ExecutionArgs) {
    const context = args.contextValue as SubscriptionContext
    const source = await createSourceEventStream(args).finally(() => {
      context.bytes.release()
      // Each event has loaders of its own; the caches of these would be held as long as the subscription.
      context.loaders.clear()
    })
    const { cancellation } = context
    // A client that disconnected while its stream started never reads from it or returns it.
    if (cancellation?.isCancelled) return { errors: [new ClientDisconnectedError()] }
    if (!(source instanceof SubscriptionSource)) return interrupted(source)
    const key = toGroupKey(args, source, context)
    const release = memory.hold(args.document, key)
    if (!release) return { errors: [tooManyBytes(limits)] }
    kept ??= createKeptResults(context.services.heldBytes?.max ?? Number.MAX_SAFE_INTEGER)
    const group = groups.get(key) ?? new SubscriptionGroup(key, args, source, { kept, execute })
    groups.set(key, group)
    let cancelExpiry = () => {}
    const delivery = new SubscriptionIterator(group, {
      stream: source.stream.sharedBy(group.watch.stream),
      socket: context.direct,
      cutOff: context.res && (() => cutOff(context.res)),
      onClose() {
        cancelExpiry()
        release()
        if (group.leave(delivery) && groups.get(group.key) === group) groups.delete(group.key)
      },
    })
    // For a WebSocket, the whole socket is closed when its token expires.
    const { expiresAt } = context.viewer ?? {}
    if (expiresAt !== undefined && context.via !== 'websocket') cancelExpiry = endAt(expiresAt, delivery)
    cancellation?.onCancel(() => void delivery.return())
    return delivery
  }

  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(subscribe)
    },
  }
}

function tooManyBytes({ subscriptionBytes }: Limits): LimitError {
  const http = { status: 429, headers: { 'retry-after': '1' } }
  return new LimitError('subscriptionBytes', subscriptionBytes, http)
}

/** Replaces a transient error at the start of a stream by one that makes the client reconnect. */
function interrupted<Source>(source: Source): Source | { errors: readonly GraphQLError[] } {
  const { errors = [] } = source as ExecutionResult
  const error = errors.map(toInterruptionError).find((one) => one !== null)
  return error ? { errors: [error] } : source
}

/** Ends an event stream without a `complete` event, after everything pending was sent. */
function cutOff(response: ServerResponse | undefined): void {
  response?.write(':\n\n', () => response.destroy())
}

function endAt(expiresAt: number, delivery: SubscriptionIterator): () => void {
  return runAt(expiresAt, () =>
    delivery.fail(new UnauthenticatedError('The access token has expired: sign in again.')),
  )
}

const numbers = new WeakMap<OperationDefinitionNode, number>()
let operations = 0

function getNumber(operation: OperationDefinitionNode): number {
  const known = numbers.get(operation)
  if (known !== undefined) return known
  operations += 1
  numbers.set(operation, operations)
  return operations
}

function toGroupKey(args: ExecutionArgs, watch: SubscriptionSource, context: Context) {
  const operation = selectOperation(args)
  if (!operation) throw new UnknownOperationError()
  const start = findStartVariable(args.document)
  const given = args.variableValues ?? {}
  // Undeclared variables do not affect the results, and may have any value.
  const variables = (operation.variableDefinitions ?? [])
    .map(({ variable }) => variable.name.value)
    .filter((name) => name !== start && Object.hasOwn(given, name))
    .map((name) => [name, given[name]])
  const { viewer } = context
  return JSON.stringify([
    getNumber(operation),
    variables,
    viewer && [viewer.id, viewer.isAdmin, viewer.apiKeyId],
    watch.stream.key,
  ])
}

/**
 * Returns the variable that contains only the start cursor of a stream: subscriptions that resume from
 * different positions still share a group.
 */
export function findStartVariable({ definitions }: DocumentNode): string | undefined {
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
  // One mention in its declaration, and one in its use.
  return mentions === 2 ? start : undefined
}
