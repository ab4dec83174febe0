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

/** The text of a document without the indentation that the generated code gives its definitions. */
const trimDefinitions = (text: string) =>
  text.replaceAll(/^ +(?=(?:query|subscription|fragment) \w)/gm, '').trim()

/** GraphiQL with an operation and its variables filled in, and a link back to the screen at `address`. */
export function graphiqlAddress({ text, variables }: ShownOperation, address: string): string {
  const base = `${gatewayRoot}console/`
  const parameters = new URLSearchParams({
    query: trimDefinitions(text),
    variables: JSON.stringify(variables, null, 2),
  })
  if (address.startsWith(base)) parameters.set('screen', address.slice(base.length))
  return `${gatewayRoot}graphql?${parameters}`
}
