import type { Exchange } from '@urql/core'
import { authExchange } from '@urql/exchange-auth'
import type { Token } from './token.ts'

/** Sends the token, and repeats what was refused with a new one. */
export const authentication = (token: Token): Exchange =>
  authExchange(async ({ appendHeaders }) => {
    let current = await token()
    return {
      addAuthToOperation: (operation) => appendHeaders(operation, { Authorization: `Bearer ${current}` }),
      didAuthError: ({ graphQLErrors }) =>
        graphQLErrors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED'),
      refreshAuth: async () => {
        current = await token()
      },
    }
  })
