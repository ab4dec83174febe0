import { useEffect, useState } from 'react'
import { signIn } from './credentials.ts'
import { type Document, follow } from './gateway.ts'
import { useStore } from './store.ts'

export type LiveState<Data> = { readonly data: Data | undefined; readonly error: Error | undefined }

const nothing = { data: undefined, error: undefined }

/** Follows a subscription of a state: `data` is the newest. It comes back by itself after a lost connection. */
export function useLive<Data, Variables extends Record<string, unknown>>(
  document: Document<Data, Variables>,
  variables: Variables,
): LiveState<Data> {
  const key = JSON.stringify(variables)
  const { credentials } = useStore(signIn)
  const [state, setState] = useState<LiveState<Data>>(nothing)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the variables.
  useEffect(() => {
    if (!credentials) return
    return follow(document, variables, {
      next: (data) => setState({ data, error: undefined }),
      error: (error) => setState((shown) => ({ ...shown, error })),
    })
  }, [document, key, credentials])

  return state
}
