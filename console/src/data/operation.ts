import { useEffect } from 'react'
import { gatewayRoot } from '../shell/options.ts'
import type { TypedDocument } from './gateway.ts'
import { createStore } from './store.ts'

/** The operation behind the screen that is shown, for the button that opens it in GraphiQL. */
export type ShownOperation = { readonly text: string; readonly variables: object }

export const shownOperation = createStore<ShownOperation | undefined>(undefined)

/** Names the operation of a screen while it is shown. */
export function useShownOperation<Variables extends object>(
  document: TypedDocument<unknown, Variables>,
  variables: Variables,
): void {
  const key = JSON.stringify(variables)
  useEffect(() => {
    shownOperation.set({ text: document.toString(), variables: JSON.parse(key) })
    return () => shownOperation.set(undefined)
  }, [document, key])
}

/** GraphiQL with an operation and its variables filled in. */
export const graphiqlAddress = ({ text, variables }: ShownOperation) =>
  `${gatewayRoot}graphql?${new URLSearchParams({ query: text, variables: JSON.stringify(variables, null, 2) })}`
