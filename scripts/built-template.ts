import { fileURLToPath } from 'node:url'

/** The files of an empty embedded database that the last build made; where they are absent, PGlite runs initdb, which takes seconds. */
export const builtTemplate = fileURLToPath(new URL('../dist/embedded-template.tar.gz', import.meta.url))
