import { describe, expect, it } from 'vitest'
import { GatewayError } from '../../client/src/errors.ts'
import { isTransient } from '../../client/src/retry.ts'
import { toLogFailure } from '../../src/cli/log-failure.ts'
import { limits } from '../../src/config/limits.ts'
import { errorCodes } from '../../src/errors/codes.ts'

const operationErrors = [
  ...Object.keys(errorCodes).map((code) => ({ code })),
  ...Object.keys(limits).map((limit) => ({ code: 'LIMIT_EXCEEDED', limit })),
  { code: 'OF_A_LATER_VERSION' },
]
const closeCodes = [
  1000, 1001, 1005, 1006, 1008, 1009, 1011, 1012, 1013, 4400, 4401, 4406, 4408, 4409, 4429, 4500,
]

describe('the command logs retries exactly what the client package retries', () => {
  it.each(operationErrors)('after an error %j', (extensions) => {
    const remedy = toLogFailure([{ message: 'A.', extensions }]).remedy
    const error = new GatewayError(extensions.code, 'A.', { extensions })
    expect(remedy === 'retry').toBe(isTransient(error))
  })

  it.each(closeCodes)('after the close code %i', (closeCode) => {
    const remedy = toLogFailure({ code: closeCode, reason: 'A.' }).remedy
    expect(remedy === 'retry').toBe(isTransient(new GatewayError('CLOSED', 'A.', { closeCode })))
  })

  it('asks for another token where the gateway refused one', () => {
    expect(toLogFailure([{ message: 'A.', extensions: { code: 'UNAUTHENTICATED' } }]).remedy).toBe('renew')
    expect(toLogFailure({ code: 4403, reason: 'A.' }).remedy).toBe('renew')
  })
})
