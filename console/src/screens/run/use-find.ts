import type { Client } from '@ii-agent/gateway-client'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useGateway } from '../../data/gateway.ts'
import { ConsoleSearchEventsDocument } from '../../gql/graphql.ts'
import type { Entry } from './log/entry.ts'
import { summaryOf, typeText } from './log/words.ts'

/** The rows that have the text that is searched for. */
export type Find = {
  /** Of the text as it was a moment ago: typing does not wait for the rows. */
  readonly isMatch: (entry: Entry) => boolean
  /** Of the text as it is. */
  readonly isMatchNow: (entry: Entry) => boolean
  /** In words: whether texts that the page has not loaded are being searched, or could not be. */
  readonly state: string
}

function toMatch(text: string, found: ReadonlySet<string>): (entry: Entry) => boolean {
  if (!text) return () => false
  const needle = text.toLowerCase()
  return (entry) =>
    found.has(entry.key) ||
    `${typeText(entry)} ${entry.type} ${entry.tool} ${summaryOf(entry)}`.toLowerCase().includes(needle)
}

const waitMs = 300
/** Pages of the search on the server that are read, of 100 events each. */
const maxPages = 20

/**
 * Finds a text in what the rows say, and on the server in the whole texts of events, which rows show only the beginning of.
 */
export function useFind(text: string, session: string | undefined, run: string): Find {
  const client = useGateway()
  const [found, setFound] = useState<ReadonlySet<string>>(new Set())
  const [state, setState] = useState('')

  useEffect(() => {
    setFound(new Set())
    setState('')
    if (!text || !session) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      setState('Searching the whole texts…')
      searchOnServer(client, { session, run, text }, setFound, abort.signal).then(
        (isWhole) => setState(isWhole ? '' : 'Whole texts: the newest 2,000 finds of the session'),
        (error: Error) => abort.signal.aborted || setState(`Whole texts were not searched: ${error.message}`),
      )
    }, waitMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [client, text, session, run])

  const deferred = useDeferredValue(text)
  const isMatch = useMemo(() => toMatch(deferred, found), [deferred, found])
  return { isMatch, isMatchNow: toMatch(text, found), state }
}

type Search = { readonly session: string; readonly run: string; readonly text: string }

/** Reports the matches after each page. Resolves with true if the whole log was searched. */
async function searchOnServer(
  client: Client,
  { session, run, text }: Search,
  onFound: (keys: ReadonlySet<string>) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const keys = new Set<string>()
  let after: string | null = null
  for (let page = 0; page < maxPages; page += 1) {
    const { data }: { data: { searchEvents?: SearchPage | null } } = await client.query(
      ConsoleSearchEventsDocument,
      { session, text, after },
      { signal },
    )
    for (const { id, runDatabaseId } of data.searchEvents?.nodes ?? [])
      if (runDatabaseId === run) keys.add(id)
    onFound(new Set(keys))
    if (!data.searchEvents?.pageInfo.hasNextPage) return true
    after = data.searchEvents.pageInfo.endCursor ?? null
  }
  return false
}

type SearchPage = {
  readonly nodes: readonly { readonly id: string; readonly runDatabaseId?: string | null }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null }
}
