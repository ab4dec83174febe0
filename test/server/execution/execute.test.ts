import { type ExecutionArgs, type ExecutionResult, GraphQLError, parse } from 'graphql'
import { expect, it } from 'vitest'
import { schema } from '../../../src/schema/schema.ts'
import { createExecute, type ExecutionSteps } from '../../../src/server/execution/execute.ts'

const args: ExecutionArgs = { schema, document: parse('{ __typename }'), contextValue: {} }

/** Executes with steps that note their order. */
async function run(given: Partial<ExecutionSteps>, contextValue: object = {}) {
  const order: string[] = []
  const note = (step: string) => {
    order.push(step)
    return undefined
  }
  const { executor = () => ({ data: {} }), ...others } = given
  const execute = createExecute({
    checks: [() => note('check') ?? null],
    countFields: () => note('count'),
    replicas: { route: () => note('route'), noteWrite: () => note('noteWrite') },
    explain: (_args, result) => note('explain') ?? result,
    mask: (error) => new GraphQLError(`masked: ${(error as Error).message}`),
    ...others,
    executor: (executed) => note('execute') ?? executor(executed),
  })
  const result: ExecutionResult = await execute({ ...args, contextValue })
  return { order, result }
}

it('checks and counts an operation, chooses its server, executes it and notes that it wrote', async () => {
  const { order, result } = await run({})
  expect(order).toEqual(['check', 'count', 'route', 'execute', 'noteWrite'])
  expect(result).toEqual({ data: {} })
})

it('executes nothing that a check or the count refuses', async () => {
  const error = new GraphQLError('refused')
  const refused = await run({ checks: [() => null, () => error] })
  expect(refused).toEqual({ order: [], result: { errors: [error] } })
  const counted = await run({ countFields: async () => error })
  expect(counted).toEqual({ order: ['check'], result: { errors: [error] } })
})

it('waits for the server of a query before it is executed', async () => {
  let isChosen = false
  const route = async () => {
    await Promise.resolve()
    isChosen = true
  }
  const executor = () => ({ data: { isChosen } })
  const { result } = await run({ replicas: { route, noteWrite: () => undefined }, executor })
  expect(result.data).toEqual({ isChosen: true })
})

it('masks each error, and keeps what else the result has', async () => {
  const errors = [new GraphQLError('one'), new GraphQLError('two')]
  const { result } = await run({ executor: () => ({ data: null, errors }) })
  expect(result.data).toBeNull()
  expect(result.errors?.map(({ message }) => message)).toEqual(['masked: one', 'masked: two'])
})

it('explains only operations that ask for it', async () => {
  const { order } = await run({}, { explanation: {} })
  expect(order).toEqual(['check', 'count', 'route', 'execute', 'noteWrite', 'explain'])
})
