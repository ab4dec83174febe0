import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { defaultClientConditions, defineConfig, type Plugin } from 'vite'

/** Writes a `.gz` and a `.br` file beside each file that is built, for the gateway to send as they are. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle({ dir = '' }) {
      for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(js|css)$/.test(entry.name)) continue
        const file = join(entry.parentPath, entry.name)
        const body = readFileSync(file)
        writeFileSync(`${file}.gz`, gzipSync(body, { level: 9 }))
        writeFileSync(`${file}.br`, brotliCompressSync(body))
      }
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  // Chunks find each other relative to themselves, so that a proxy may show the console under any prefix.
  base: './',
  plugins: [precompress()],
  // The client package as its sources, so that it need not be built before.
  resolve: { conditions: ['@ii-agent/source', ...defaultClientConditions] },
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    // The policy of the page allows no `data:` for scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true } } },
})
