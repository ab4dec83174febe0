import type { GatewayError } from '@ii-agent/gateway-client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { placeMemory } from '../shell/router.ts'
import { isAway } from './errors.ts'
import { type TypedDocument, useGateway } from './gateway.ts'

/** A page of a Relay connection, as far as the console selects it. */
export type ConnectionPage<Node> = {
  readonly totalCount?: number
  readonly nodes: readonly Node[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null }
}

/** A connection of the gateway as far as its pages are loaded. */
export type ConnectionState<Node> = {
  /** The pages that are loaded, one after the other; null where the answer has no such list, undefined before it came. */
  readonly list: ConnectionPage<Node> | null | undefined
  /** Why the pages could not be read (anew). */
  readonly error: Error | undefined
  /** Errors of an answer that came in part. */
  readonly partial: readonly GatewayError[]
  readonly isLoading: boolean
}

/** The same, with what reads more of it. */
export type Connection<Node> = ConnectionState<Node> & {
  readonly loadMore: () => void
  /** Reads all loaded pages anew; what is shown stays meanwhile. */
  readonly refresh: () => void
}

const nothing = { list: undefined, error: undefined, partial: [], isLoading: true }
const retryMs = 3_000

/**
 * Reads a connection page by page with the variable `after`. It starts anew when the document or the variables change, and
 * tries again while the gateway is away. `select` must be the same function in each rendering.
 */
export function useConnection<Data, Variables, Node>(
  document: TypedDocument<Data, Variables>,
  variables: Omit<Variables, 'after'>,
  select: (data: Data) => ConnectionPage<Node> | null | undefined,
): Connection<Node> {
  const client = useGateway()
  const key = JSON.stringify(variables)
  const [state, setState] = useState<ConnectionState<Node>>(nothing)
  const shown = useRef(state)
  const work = useRef<{ abort: AbortController; count: number; timer?: ReturnType<typeof setTimeout> }>(
    undefined,
  )

  const listKey = `${document} ${key}`
  const show = useCallback(
    (next: ConnectionState<Node>) => {
      shown.current = next
      if (next.list) placeMemory().loaded[listKey] = next.list.nodes.length
      setState(next)
    },
    [listKey],
  )

  const readPage = useCallback(
    async (after: string | null, signal: AbortSignal) => {
      // The types of the two optional arguments depend on the variables, which are any here.
      const query = client.query as (...args: unknown[]) => ReturnType<typeof client.query<Data, Variables>>
      const { data, errors } = await query(document, { ...JSON.parse(key), after }, { signal })
      return { page: select(data) ?? null, errors }
    },
    [client, document, key, select],
  )

  /** Reads on from `start` until `count` nodes are there, or the list ends. */
  const read = useCallback(
    async (start: ConnectionState<Node>, count: number) => {
      work.current?.abort.abort()
      clearTimeout(work.current?.timer)
      const abort = new AbortController()
      const own: typeof work.current = { abort, count }
      work.current = own
      show({ ...shown.current, isLoading: true })
      let { list, partial } = start
      try {
        do {
          const { page, errors } = await readPage(list?.pageInfo.endCursor ?? null, abort.signal)
          partial = errors
          list = page && { ...page, nodes: [...(list?.nodes ?? []), ...page.nodes] }
        } while (list?.pageInfo.hasNextPage && list.nodes.length < own.count)
        show({ list, partial, error: undefined, isLoading: false })
      } catch (error) {
        if (abort.signal.aborted) return
        show({ ...shown.current, error: error as Error, isLoading: false })
        if (isAway(error as Error)) own.timer = setTimeout(() => void read(start, own.count), retryMs)
      }
    },
    [readPage, show],
  )

  useEffect(() => {
    show(nothing)
    // As many as there were, where Back, Forward or a reload returned to the list.
    void read(nothing, placeMemory().loaded[listKey] ?? 1)
    return () => {
      work.current?.abort.abort()
      clearTimeout(work.current?.timer)
    }
  }, [read, show, listKey])

  const loadMore = useCallback(() => {
    const { list, isLoading } = shown.current
    if (!list) return
    const count = list.nodes.length + 1
    // What is read anew goes on behind its end: the wish is not lost.
    if (isLoading && work.current) work.current.count = Math.max(work.current.count, count)
    else void read(shown.current, count)
  }, [read])
  const refresh = useCallback(
    () => void read(nothing, Math.max(1, shown.current.list?.nodes.length ?? 1)),
    [read],
  )
  return { ...state, loadMore, refresh }
}

const minRefreshMs = 1_000

/**
 * Calls `refresh` after changes of `signal`, at most once a second. Its first value is one of them, as the list may have been read
 * before what the value tells of.
 */
export function useRefreshOn(signal: unknown, refresh: () => void): void {
  const seen = useRef(signal)
  const latest = useRef(refresh)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    latest.current = refresh
  }, [refresh])
  useEffect(() => () => clearTimeout(timer.current), [])

  useEffect(() => {
    if (seen.current === signal) return
    seen.current = signal
    if (timer.current) return
    timer.current = setTimeout(() => {
      timer.current = undefined
      latest.current()
    }, minRefreshMs)
  }, [signal])
}
