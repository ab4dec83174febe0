/** Random operations on fields that fail in every way are answered alike by the planned executor and by graphql-js. */
import { type ExecutionArgs, execute, type GraphQLError, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createPlannedExecutor } from '../../src/server/execution/planned-executor.ts'
import { createOperationSource, randomNumbers } from '../attack/random-operations.ts'
import { schema } from '../server/execution/failing-schema.ts'
import { createDocumentRewriter } from './random-documents.ts'

const seed = Number(process.env.FUZZ_SEED ?? 20_261_129)
const count = Number(process.env.DIFFERENTIAL_COUNT ?? 2_000)

describe('random operations', () => {
  it(`have one answer each (${count} of seed ${seed})`, async () => {
    const random = randomNumbers(seed)
    const next = createOperationSource(random, { schema, depth: 4, mutations: 0.1, ints: [-1, 0, 1, 2, 3] })
    const rewrite = createDocumentRewriter(schema, random)
    const planned = createPlannedExecutor(schema)(() => {
      throw new Error('left to graphql-js')
    })
    let executed = 0
    let failed = 0
    for (let i = 0; i < count; i += 1) {
      const { query, variables } = rewrite(next())
      const document = parse(query)
      // The gateway executes nothing else.
      if (validate(schema, document).length > 0) continue
      const args = (): ExecutionArgs => ({
        schema,
        document,
        variableValues: variables,
        contextValue: { sum: 0 },
      })
      const expected = await execute(args())
      executed += 1
      if (expected.errors) failed += 1
      // Twice: the second time everything is planned.
      for (const turn of ['first', 'second']) {
        const answer = await planned(args())
        expect(
          JSON.stringify(answer.data),
          `${turn}, operation ${i}: ${query} ${JSON.stringify(variables)}`,
        ).toBe(JSON.stringify(expected.data))
        expect(errorsOf(answer), `${turn}, operation ${i}: ${query} ${JSON.stringify(variables)}`).toEqual(
          errorsOf(expected),
        )
      }
    }
    console.log(`${executed} operations, ${failed} with errors, seed ${seed}`)
    expect(executed).toBeGreaterThan(count / 3)
    expect(failed).toBeGreaterThan(count / 10)
  })
})

/** In no order: errors come as promises fail. */
const errorsOf = ({ errors }: { errors?: readonly GraphQLError[] }) =>
  errors?.map((error) => JSON.stringify(error)).toSorted()
