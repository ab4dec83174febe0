/** Tokens of the demo users, which an embedded gateway includes in its page. */
export type PageTokens = { readonly user: string; readonly admin: string }

/** Options of the console's page. */
export type ConsolePageOptions = {
  /** Those of an embedded gateway, with which the page signs in. */
  readonly tokens: PageTokens | undefined
  /** Whether the gateway serves GraphiQL, to which the console then links. */
  readonly hasGraphiQL: boolean
}

/**
 * Allows scripts, styles and requests of the gateway only, and no inline scripts. Images of other servers
 * load only after a click in the console.
 */
export const consolePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // Of the worker that receives what is live, whose address is fixed.
  'trusted-types socket-worker',
].join('; ')

/** The policy of the page's worker: it connects to the gateway, and does nothing else. */
export const workerPolicy = "default-src 'none'; connect-src 'self'"

/**
 * The empty page in which the console frames slides, each in a sandbox without scripts. It exists for its policy,
 * which those frames inherit: slides have inline styles, and the console's own policy allows none.
 */
export const framePage =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Slide</title>' +
  '<style>body{margin:0}iframe{display:block;width:100vw;height:100vh;border:0}</style><body></body></html>'

/** The policy of `framePage`: no script, no request but for images, and framed by the gateway's own pages only. */
export const framePolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data: https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/**
 * Renders the page for `path`: file names are relative to it, because a proxy may serve the gateway under a
 * prefix, and the console's configuration is embedded.
 */
export function renderConsolePage(
  built: string,
  path: string,
  { tokens, hasGraphiQL }: ConsolePageOptions,
): string {
  const root = '../'.repeat(path.split('/').length - 2)
  const options = JSON.stringify({ root: root || './', tokens: tokens ?? null, hasGraphiQL }).replaceAll(
    '<',
    '\\u003c',
  )
  return built
    .replaceAll(/(src|href)="\.\/assets\//g, (_match, name) => `${name}="${root}console/assets/`)
    .replace('</head>', () => `<script type="application/json" id="options">${options}</script>\n  </head>`)
}
