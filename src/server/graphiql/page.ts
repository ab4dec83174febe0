import type { GraphiQLOptions } from 'graphql-yoga'
import { examples } from './examples.ts'

/** Nothing from elsewhere, and no script but the page's own files. (The editor does write styles into its elements.) */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

// GraphiQL moves each tab from where it thinks that it was as soon as it is pressed: away from the pointer, so that the
// first click on a tab would be lost.
const tabsStay = '.graphiql-tab { transform: none !important }'
// On a phone, the answer stands below the query.
const onPhones =
  '@media (max-width: 700px) { #graphiql-session { flex-direction: column } .graphiql-logo { display: none } #graphiql-session > * { min-height: 0 } .graphiql-horizontal-drag-bar { display: none } }'

/**
 * The page around GraphiQL, whose files are at `assets`, relative to the page. A token stands in the headers of each tab from the start, in sight, to be changed at will.
 */
export function renderPage(assets: string, token: string | undefined): string {
  const headers = token && JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2)
  const options: GraphiQLOptions = {
    // Subscriptions too, which it would send with GET, as any page could.
    method: 'POST',
    title: 'II-Agent GraphQL',
    headers,
    // The token is one click away in the tab beside.
    defaultEditorToolsVisibility: 'variables',
    defaultTabs: examples.map((example) => ({ ...example, headers })),
  }
  const data = JSON.stringify({ token, options }).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>II-Agent GraphQL</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${assets}/graphiql.css">
    <style>${tabsStay} ${onPhones}</style>
    <script type="application/json" id="options">${data}</script>
    <script src="${assets}/boot.js"></script>
    <script src="${assets}/graphiql.js" defer></script>
  </head>
  <body class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript.</noscript>
    <div id="root"></div>
  </body>
</html>
`
}
