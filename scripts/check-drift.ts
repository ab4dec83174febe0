import { drift } from './engine.ts'

// Fails when the models and the migrations do not describe the same database.
const script = await drift()
if (script !== '') {
  console.error(
    `The models and the migrations differ; "npm run migration -- <name>" would write:\n\n${script}`,
  )
  process.exit(1)
}
