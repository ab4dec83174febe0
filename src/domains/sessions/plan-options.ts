import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { asObject, asString } from '../../schema/json-readers.ts'
import { ofType } from './event-content.ts'

type Suggestion = Readonly<Record<'key' | 'label' | 'description' | 'prompt', string | null>>
type PlanOptions = { readonly message: string | null; readonly suggestions: readonly Suggestion[] }

const SuggestionRef = builder.objectRef<Suggestion>('PlanModificationSuggestion').implement({
  description: 'A way to change a plan.',
  fields: (t) => ({
    key: t.exposeString('key', {
      nullable: true,
      description: 'The key of the suggestion within the event.',
    }),
    label: t.exposeString('label', { nullable: true, description: 'A short label, for a button.' }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'The change that the suggestion would make.',
    }),
    prompt: t.exposeString('prompt', {
      nullable: true,
      description: 'The message to send to the agent when the user chooses it.',
    }),
  }),
})

const PlanOptionsRef = builder.objectRef<PlanOptions>('PlanModificationOptions').implement({
  description: 'Ways to change a plan, for the user to choose from.',
  fields: (t) => ({
    message: t.exposeString('message', { nullable: true, description: 'The question, for people.' }),
    suggestions: t.expose('suggestions', {
      type: [SuggestionRef],
      description: 'The ways to choose from, in order.',
    }),
  }),
})

/** A suggestion as the platform's tool writes it, or as a text alone, which is what to show and to send. */
function parseSuggestion(value: unknown): Suggestion[] {
  const text = asString(value)
  if (text !== null) return [{ key: null, label: text, description: null, prompt: text }]
  const { id, label, description, prompt_template: prompt } = asObject(value) ?? {}
  const suggestion = {
    key: asString(id),
    label: asString(label),
    description: asString(description),
    prompt: asString(prompt),
  }
  return Object.values(suggestion).some((part) => part !== null) ? [suggestion] : []
}

function parseOptions(value: unknown): PlanOptions | null {
  const options = asObject(value)
  if (!options) return null
  const suggestions = Array.isArray(options.suggestions) ? options.suggestions : []
  return { message: asString(options.message), suggestions: suggestions.flatMap(parseSuggestion) }
}

builder.prismaObjectField('ApplicationEvent', 'planOptions', (t) =>
  t.field({
    type: PlanOptionsRef,
    nullable: true,
    description: 'How the plan could be changed; null for other events.',
    ...computed('ApplicationEvent', 'planOptions', ofType('plan.modification.options'), parseOptions),
  }),
)
