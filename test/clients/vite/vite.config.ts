import { defineConfig } from 'vite'

export default defineConfig({
  // The gateway's client from its sources, as it is not published yet.
  resolve: { conditions: ['@ii-agent/source'] },
  build: { lib: { entry: 'src/main.ts', formats: ['es'], fileName: 'main' }, minify: false },
})
