/** Tokens of the demo's people, which an embedded gateway puts into its page. */
export type PageTokens = { readonly user: string; readonly admin: string }

/**
 * Scripts, styles and requests only of the gateway itself; no script made of text. Images of other servers are loaded by
 * choice of the reader alone: the console renders none before a click.
 */
export const consolePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/**
 * The built page, for the address `path`: its files are named relative to that address, as a proxy may show the gateway under
 * a prefix, and the page carries what the console must know before it asks anything.
 */
export function renderConsolePage(built: string, path: string, tokens: PageTokens | undefined): string {
  const root = '../'.repeat(path.split('/').length - 2)
  const options = JSON.stringify({ root: root || './', tokens: tokens ?? null }).replaceAll('<', '\\u003c')
  return built
    .replaceAll(/(src|href)="\.\/assets\//g, (_match, name) => `${name}="${root}console/assets/`)
    .replace('</head>', () => `<script type="application/json" id="options">${options}</script>\n  </head>`)
}
