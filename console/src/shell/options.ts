/** What the gateway writes into its page, see src/server/console/page.ts. */
type PageOptions = {
  /** The way from the page's address to the root of the gateway. */
  readonly root: string
  /** Tokens of the demo's people; null except on an embedded gateway. */
  readonly tokens: { readonly user: string; readonly admin: string } | null
  readonly hasGraphiQL: boolean
}

const element = document.getElementById('options')
const { root, tokens, hasGraphiQL }: PageOptions = element?.textContent
  ? JSON.parse(element.textContent)
  : { root: '/', tokens: null, hasGraphiQL: true }

/** The address of the gateway's root, with a slash at its end: a proxy may show it under a prefix. */
export const gatewayRoot = new URL(root, location.href).href
export const demoTokens = tokens
/** False where the gateway serves no GraphiQL, as in production by default. */
export const isGraphiQLServed = hasGraphiQL
