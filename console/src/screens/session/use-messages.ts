import { useState } from 'react'
import { useGateway } from '../../data/gateway.ts'
import {
  ConsoleOlderMessagesDocument,
  type MessageFragment,
  type MessagePageFragment,
} from '../../gql/graphql.ts'

type Loaded = {
  /** The live page that `messages` ends with. */
  readonly newest: MessagePageFragment
  readonly messages: readonly MessageFragment[]
  /** Of the first page: what stands before the messages. */
  readonly start: MessagePageFragment['pageInfo']
}

/**
 * Messages with another newest page at their end. What the page begins after stays; messages begin anew with a page that has none of
 * them, as others may stand between.
 */
function joinNewest({ messages, start }: Loaded, newest: MessagePageFragment): Loaded {
  const first = newest.nodes[0]?.id
  const at = messages.findIndex(({ id }) => id === first)
  return at < 0
    ? { newest, messages: newest.nodes, start: newest.pageInfo }
    : { newest, messages: [...messages.slice(0, at), ...newest.nodes], start }
}

/** The messages of a chat as far as they are loaded: the newest ones, live, and older ones once `loadOlder` is called. */
export function useMessages(session: string, newest: MessagePageFragment) {
  const client = useGateway()
  const [loaded, setLoaded] = useState<Loaded>({ newest, messages: newest.nodes, start: newest.pageInfo })
  const [problem, setProblem] = useState<string>()
  const [isLoading, setLoading] = useState(false)
  const current = loaded.newest === newest ? loaded : joinNewest(loaded, newest)
  if (current !== loaded) setLoaded(current)

  async function loadOlder(): Promise<void> {
    if (isLoading) return
    setLoading(true)
    try {
      const before = current.start.startCursor
      const { data } = await client.query(ConsoleOlderMessagesDocument, { id: session, before })
      const page = data.session?.messages
      if (!page) return
      // Not where the messages began anew meanwhile.
      setLoaded((now) =>
        now.start === current.start
          ? { ...now, messages: [...page.nodes, ...now.messages], start: page.pageInfo }
          : now,
      )
      setProblem(undefined)
    } catch (error) {
      setProblem((error as Error).message)
    } finally {
      setLoading(false)
    }
  }
  return {
    messages: current.messages,
    hasOlder: current.start.hasPreviousPage,
    problem,
    isLoading,
    loadOlder,
  }
}
