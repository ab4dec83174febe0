import type { Client } from '@ii-agent/gateway-client'
import { useEffect, useState } from 'react'
import { useGateway } from '../../data/gateway.ts'
import {
  ConsoleAddFavouriteDocument,
  ConsolePinDocument,
  ConsoleRemoveFavouriteDocument,
  ConsoleUnpinDocument,
  type SessionRowFragment,
} from '../../gql/graphql.ts'
import { titleText } from '../../parts/names.ts'

/** The viewer's marks on a session. */
export type Mark = 'isPinned' | 'isWishlisted'

type Payload = { readonly __typename: string; readonly message?: string }

/** Sets a mark on a session, or takes it away; the payload has a message where that was refused. */
const save: Readonly<
  Record<Mark, (client: Client, value: boolean, input: { id: string }) => Promise<Payload>>
> = {
  isPinned: (client, value, input) =>
    value ? client.mutate(ConsolePinDocument, { input }) : client.mutate(ConsoleUnpinDocument, { input }),
  isWishlisted: (client, value, input) =>
    value
      ? client.mutate(ConsoleAddFavouriteDocument, { input })
      : client.mutate(ConsoleRemoveFavouriteDocument, { input }),
}

type Change = { readonly value: boolean; readonly isPending: boolean }

/** Pins and favourites as they were clicked, before the list has them. */
export type Marks = {
  /** The row with the changes that the list does not have yet. */
  readonly apply: (session: SessionRowFragment) => SessionRowFragment
  readonly toggle: (session: SessionRowFragment, mark: Mark) => Promise<void>
  /** Why the last change was taken back. */
  readonly problem: string | undefined
}

/**
 * Pins and favourites, shown as changed before the gateway has answered, and as they were where it refuses. `refresh` reads
 * the list after a change; a new `list` replaces the changes that are made.
 */
export function useMarks(list: unknown, refresh: () => void): Marks {
  const client = useGateway()
  const [changes, setChanges] = useState<ReadonlyMap<string, Change>>(new Map())
  const [problem, setProblem] = useState<string>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new list has what was changed before it was read.
  useEffect(() => setChanges((all) => new Map([...all].filter(([, { isPending }]) => isPending))), [list])

  async function toggle(session: SessionRowFragment, mark: Mark): Promise<void> {
    const key = `${mark} ${session.id}`
    const value = !session[mark]
    const set = (change: Change | undefined) =>
      setChanges((all) => {
        const next = new Map(all)
        if (change) next.set(key, change)
        else next.delete(key)
        return next
      })
    set({ value, isPending: true })
    setProblem(undefined)
    try {
      const { message } = await save[mark](client, value, { id: session.id })
      if (message !== undefined) throw new Error(message)
      set({ value, isPending: false })
      refresh()
    } catch (error) {
      set(undefined)
      setProblem(`“${titleText(session.name)}” stays as it was: ${(error as Error).message}`)
    }
  }

  function apply(session: SessionRowFragment): SessionRowFragment {
    const readMark = (mark: Mark) => changes.get(`${mark} ${session.id}`)?.value ?? session[mark]
    return { ...session, isPinned: readMark('isPinned'), isWishlisted: readMark('isWishlisted') }
  }

  return { apply, toggle, problem }
}
