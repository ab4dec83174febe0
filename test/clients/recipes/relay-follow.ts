import { type Environment, graphql, requestSubscription } from 'relay-runtime'
import type {
  relayFollowSubscription,
  relayFollowSubscription$data,
} from '../generated/relay/relayFollowSubscription.graphql.ts'

type Entry = relayFollowSubscription$data['sessionEvents']

/** Follows the events of a session; the network goes on behind the last one when its connection was lost. */
export function followSession(
  environment: Environment,
  session: string,
  next: (entry: Entry) => void,
): () => void {
  const { dispose } = requestSubscription<relayFollowSubscription>(environment, {
    subscription: graphql`
      subscription relayFollowSubscription($session: ID!, $after: String) {
        sessionEvents(sessionId: $session, after: $after) {
          __typename
          ... on StreamEntry {
            cursor
          }
          ... on EventAdded {
            event {
              id
              eventType
            }
          }
        }
      }
    `,
    variables: { session },
    onNext: (data) => data && next(data.sessionEvents),
    onError: (error) => console.error(error),
  })
  return dispose
}
