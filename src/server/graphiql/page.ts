import type { GraphiQLOptions } from 'graphql-yoga'
import { examples } from './examples.ts'

/** Allows the page's own files only. (The editor sets styles on its elements.) */
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

// GraphiQL moves a pressed tab away from the pointer, so that the first click on a tab would be lost.
const tabsStay = '.graphiql-tab { transform: none !important }'
// Beside the documentation, the title would take two lines, of which the first is above the page.
const titleInOneLine = '.graphiql-logo { white-space: nowrap }'
// On a phone, the response is below the query, and the documentation or history takes the place of both. GraphiQL moves
// a closed pane out of sight with an absolute position.
const onPhones = `@media (max-width: 700px) {
  #graphiql-session { flex-direction: column }
  #graphiql-session > * { min-height: 0 }
  .graphiql-logo, .graphiql-horizontal-drag-bar { display: none }
  .graphiql-plugin:not([style*='absolute']) { min-width: 100% !important }
  .graphiql-plugin:not([style*='absolute']) ~ .graphiql-sessions { display: none }
}`

/**
 * Renders the page of GraphiQL, whose files are at `assets`, relative to the page. A token is set in the
 * visible headers of each tab, where it can be edited.
 */
export function renderPage(assets: string, token: string | undefined): string {
  const headers = token && JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2)
  const options: GraphiQLOptions = {
    // For subscriptions too, which GraphiQL would send with GET, without CSRF protection.
    method: 'POST',
    title: 'II-Agent GraphQL',
    headers,
    // The headers, with the token, are in the adjacent tab.
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
    <style>${tabsStay} ${titleInOneLine} ${onPhones}</style>
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
