import { GraphQLClient } from 'graphql-request'
import type { Token } from './token.ts'

/** A query or mutation. Rejects with a `ClientError`, or as the signal aborts. */
export async function request<Data>(
  url: string,
  token: Token,
  document: string,
  variables: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Data> {
  const client = new GraphQLClient(url, { headers: { authorization: `Bearer ${await token()}` } })
  return client.request<Data>({ document, variables, signal })
}
