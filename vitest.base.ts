import type { ViteUserConfig } from 'vitest/config'

/** What all suites have in common. */
export const base = {
  // Node gives libraries the CommonJS build of graphql; vite would give our sources another copy of it.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  ssr: { resolve: { conditions: ['@ii-agent/source'] } },
  test: {
    pool: 'forks',
    // Sources are transformed once, not in each run and project; `npx vitest --clearCache` removes what is kept.
    experimental: { fsModuleCache: true },
    // Long enough for each test on a machine that is many times slower: only one that hangs ends here.
    testTimeout: 180_000,
    // What is waited for comes at once, but on a busy machine that may be seconds; what must come sooner says so itself.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 360_000,
  },
} satisfies ViteUserConfig
