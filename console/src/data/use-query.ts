import { useEffect, useReducer, useRef, useState } from 'react'
import { signIn } from './credentials.ts'
import { type AnswerError, AwayError } from './errors.ts'
import { ask, type Document } from './gateway.ts'
import { useStore } from './store.ts'

export type QueryState<Data> = {
  /** What was read last: it stays while it is read again, and while the gateway is away. */
  readonly data: Data | undefined
  /** Why there is no (newer) data. */
  readonly error: Error | undefined
  /** Errors of an answer that came in part. */
  readonly partial: readonly AnswerError[]
  readonly isLoading: boolean
  readonly reload: () => void
}

type Loaded<Data> = Omit<QueryState<Data>, 'reload'>

const nothing = { data: undefined, error: undefined, partial: [], isLoading: true }
const retryMs = 3_000

/** Reads when it is first shown, when the variables change, on `reload`, and again while the gateway is away. */
export function useQuery<Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables,
): QueryState<Data> {
  const key = JSON.stringify(variables)
  const { credentials } = useStore(signIn)
  const [state, setState] = useState<Loaded<Data>>(nothing)
  const [turn, reload] = useReducer((count: number) => count + 1, 0)
  const shownKey = useRef(key)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the variables, `turn` asks again.
  useEffect(() => {
    if (!credentials) return
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const isOther = shownKey.current !== key
    shownKey.current = key
    setState((shown) => ({ ...(isOther ? nothing : shown), isLoading: true }))
    ask(document, variables, abort.signal).then(
      ({ data, errors }) => setState({ data, error: undefined, partial: errors, isLoading: false }),
      (error: Error) => {
        if (abort.signal.aborted) return
        setState((shown) => ({ ...shown, error, isLoading: false }))
        if (error instanceof AwayError) timer = setTimeout(reload, retryMs)
      },
    )
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [document, key, turn, credentials])

  return { ...state, reload }
}
