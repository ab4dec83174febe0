import { makeTemplate } from './embedded-template.ts'

// The last step of `npm run build`.
await makeTemplate()
