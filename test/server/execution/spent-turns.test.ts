import {
  type GraphQLFieldResolver,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  parse,
} from 'graphql'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Cancellation } from '../../../src/data/cancellation.ts'
import { endTurn } from '../../../src/data/turns.ts'
import { AnswerSize } from '../../../src/schema/answer-size.ts'
import type { Context } from '../../../src/schema/context.ts'
import { inTurns } from '../../../src/schema/in-turns.ts'
import { createPlannedExecutor } from '../../../src/server/execution/planned-executor.ts'
import { isPromise } from '../../../src/server/execution/promise.ts'

const [lists, items] = [20, 5]
const mask = vi.fn((n: number) => {
  if (n === 7) throw new Error('seven')
  return n
})
/** How many fields waited for a turn of their own. */
let late = 0
const resolveMasked = inTurns(mask)
const resolve: GraphQLFieldResolver<number, Context> = (n, args, context) => {
  const value = resolveMasked(n, args, context)
  if (isPromise(value)) late += 1
  return value
}
const number = (count: number) => Array.from({ length: count }, (_, i) => i)
const listOf = (type: GraphQLObjectType) => new GraphQLNonNull(new GraphQLList(type))

const Item = new GraphQLObjectType<number, Context>({
  name: 'Item',
  fields: { masked: { type: new GraphQLNonNull(GraphQLInt), resolve } },
})
const List = new GraphQLObjectType<number, Context>({
  name: 'List',
  fields: {
    items: { type: listOf(Item), resolve: async (list) => number(items).map((i) => list * items + i) },
    rejected: { type: listOf(Item), resolve: () => [Promise.reject(new Error('rejected'))] },
  },
})
const query = new GraphQLObjectType({
  name: 'Query',
  fields: { lists: { type: listOf(List), resolve: () => number(lists) } },
})
const execute = createPlannedExecutor(new GraphQLSchema({ query }))(() => {
  throw new Error('left to the plain execution')
})

/** Executes in a turn that has no room, and ends it. */
function executeInSpentTurn(text: string, context: Partial<Context> = {}) {
  endTurn()
  const contextValue = { answerSize: new AnswerSize(), ...context }
  return execute({ schema: new GraphQLSchema({ query }), document: parse(text), contextValue })
}

beforeEach(() => {
  late = 0
  mask.mockClear()
})

describe('lists in a turn that is spent', () => {
  it('wait for a later one whole, with errors at their places', async () => {
    const { data, errors } = await executeInSpentTurn('{ lists { items { masked } } }')
    const item = (n: number) => (n === 7 ? null : { masked: n })
    expect(data).toEqual({
      lists: number(lists).map((list) => ({ items: number(items).map((i) => item(list * items + i)) })),
    })
    expect(errors?.map(({ path, message }) => ({ path, message }))).toEqual([
      { path: ['lists', 1, 'items', 2, 'masked'], message: 'seven' },
    ])
    expect(mask).toHaveBeenCalledTimes(lists * items)
    expect(late).toBe(0)
  })

  it('are not completed after their client has left', async () => {
    const cancellation = new Cancellation()
    const answer = executeInSpentTurn('{ lists { items { masked } } }', { cancellation })
    cancellation.cancel()
    expect((await answer).errors?.[0]?.message).toContain('cancelled')
    expect(mask).not.toHaveBeenCalled()
  })

  it('of promises do not wait, so that no rejection is unhandled', async () => {
    const { errors } = await executeInSpentTurn('{ lists { rejected { masked } } }')
    expect(errors).toHaveLength(lists)
  })
})
