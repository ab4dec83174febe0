import type { GatewayError } from '@ii-agent/gateway-client'
import { useEffect, useReducer, useRef, useState } from 'react'
import { isAway } from './errors.ts'
import { type TypedDocument, useGateway } from './gateway.ts'

/** The state of a query that is read while its screen is shown. */
export type QueryState<Data> = {
  /** What was read last: it stays while it is read again, and while the gateway is away. */
  readonly data: Data | undefined
  /** Why there is no (newer) data. */
  readonly error: Error | undefined
  /** Errors of an answer that came in part. */
  readonly partial: readonly GatewayError[]
  readonly isLoading: boolean
  readonly reload: () => void
}

type Loaded<Data> = Omit<QueryState<Data>, 'reload'>

const nothing = { data: undefined, error: undefined, partial: [], isLoading: true }
const retryMs = 3_000

/** Reads when it is first shown, when the variables change, on `reload`, and again while the gateway is away. */
export function useQuery<Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables,
): QueryState<Data> {
  const client = useGateway()
  const key = JSON.stringify(variables)
  const [state, setState] = useState<Loaded<Data>>(nothing)
  const [turn, reload] = useReducer((count: number) => count + 1, 0)
  const shownKey = useRef(key)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the variables, `turn` asks again.
  useEffect(() => {
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const isOther = shownKey.current !== key
    shownKey.current = key
    setState((shown) => ({ ...(isOther ? nothing : shown), isLoading: true }))
    // The types of the two optional arguments depend on the variables, which are any here.
    const query = client.query as (...args: unknown[]) => ReturnType<typeof client.query<Data, Variables>>
    query(document, variables, { signal: abort.signal }).then(
      ({ data, errors }) => setState({ data, error: undefined, partial: errors, isLoading: false }),
      (error: Error) => {
        if (abort.signal.aborted) return
        setState((shown) => ({ ...shown, error, isLoading: false }))
        if (isAway(error)) timer = setTimeout(reload, retryMs)
      },
    )
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [client, document, key, turn])

  return { ...state, reload }
}
