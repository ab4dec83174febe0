import type { Client } from '@ii-agent/gateway-client'
import {
  commitMutation,
  Environment,
  type GraphQLResponse,
  graphql,
  Network,
  Observable,
  RecordSource,
  type RequestParameters,
  Store,
} from 'relay-runtime'
import type {
  relayRenameSessionMutation,
  relayRenameSessionMutation$data,
} from '../generated/relay/relayRenameSessionMutation.graphql.ts'

/** Relay's keys are the global ids that the gateway has, so the store needs no configuration. */
export const createRelay = (gateway: Client): Environment =>
  new Environment({
    store: new Store(new RecordSource()),
    network: Network.create(
      (request, variables) =>
        Observable.create((sink) => {
          const leaving = new AbortController()
          gateway.query(toDocument(request), variables, { signal: leaving.signal }).then(
            ({ data, errors }) => {
              sink.next({ data, errors: [...errors] } as GraphQLResponse)
              sink.complete()
            },
            (error) => leaving.signal.aborted || sink.error(error),
          )
          return () => leaving.abort()
        }),
      (request, variables) =>
        Observable.create((sink) => {
          const observer = {
            next: (response: object) => sink.next(response as GraphQLResponse),
            error: sink.error,
            complete: sink.complete,
          }
          return gateway.observe({ ...toOperation(request), variables }, observer)
        }),
    ),
  })

/** With `persistConfig`, Relay's compiler leaves out the text, and gives the document an id in its manifest. */
const toDocument = ({ id, text }: RequestParameters) => ({
  toString: () => text ?? '',
  __meta__: { hash: id },
})

const toOperation = ({ id, text }: RequestParameters) =>
  text ? { query: text } : { query: '', extensions: { persistedQuery: { version: 1, sha256Hash: id } } }

/** Shows the new name at once; a conflict, or any other answer, takes it back. */
export function renameSession(
  environment: Environment,
  { id, name, version }: { id: string; name: string; version: string },
): Promise<relayRenameSessionMutation$data['renameSession']> {
  return new Promise((resolve, reject) => {
    commitMutation<relayRenameSessionMutation>(environment, {
      mutation: graphql`
        mutation relayRenameSessionMutation($input: RenameSessionInput!) @raw_response_type {
          renameSession(input: $input) {
            __typename
            ... on RenameSessionSuccess {
              session {
                id
                name
                version
              }
            }
            ... on VersionConflictError {
              message
              currentVersion
              current {
                id
                ... on Session {
                  name
                  version
                }
              }
            }
            ... on NotFoundError {
              message
            }
            ... on ValidationError {
              message
            }
          }
        }
      `,
      variables: { input: { id, name, expectedVersion: version } },
      optimisticResponse: {
        renameSession: { __typename: 'RenameSessionSuccess', session: { id, name, version } },
      },
      onCompleted: ({ renameSession: payload }) => resolve(payload),
      onError: reject,
    })
  })
}
