import { z } from 'zod'
import { builder } from '../../schema/builder.ts'
import { asDateTime, asString } from '../../schema/json-readers.ts'
import { openEnum } from '../../schema/open-enum.ts'
import { openValue } from '../../schema/open-field.ts'

const text = z.string().nullable().catch(null).transform(asString)
const number = z.number().nullable().catch(null)

const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

const selection = z.object({
  type: text,
  component_id: text,
  spot_x: number,
  spot_y: number,
  box: box.nullable().catch(null),
})

const instruction = z.object({
  id: text,
  selection: selection.nullable().catch(null),
  instruction_type: text,
  new_text: text,
  ai_prompt: text,
  timestamp: z.unknown().optional().transform(asDateTime),
})

/** Parses the edits of a row of slide_versions: malformed edits are left out, missing values are null. */
export function parseInstructions(stored: unknown): z.infer<typeof instruction>[] {
  return (Array.isArray(stored) ? stored : []).flatMap((one) => instruction.safeParse(one).data ?? [])
}

const SlideInstructionType = openEnum('SlideInstructionType', 'The type of an edit of a slide.', {
  text_edit: 'Writes a new text.',
  ai_modify: 'Lets the model change the picture.',
  remove_background: 'Cuts out the subject.',
})

const SlideBox = builder.objectRef<z.infer<typeof box>>('SlideBox').implement({
  description: 'A rectangle on a slide, in percent of the slide’s width and height.',
  fields: (t) => ({
    x: t.exposeFloat('x', {
      description: 'The distance of the left edge from the left, in percent of the slide’s width.',
    }),
    y: t.exposeFloat('y', {
      description: 'The distance of the upper edge from the top, in percent of the slide’s height.',
    }),
    width: t.exposeFloat('width', { description: 'The width in percent of the slide’s width.' }),
    height: t.exposeFloat('height', { description: 'The height in percent of the slide’s height.' }),
  }),
})

const SlideSelection = builder.objectRef<z.infer<typeof selection>>('SlideSelection').implement({
  description: 'The part of a slide that an edit is about.',
  fields: (t) => ({
    type: t.exposeString('type', { nullable: true, description: '`component`, `spot` or `box`.' }),
    componentId: t.exposeString('component_id', {
      nullable: true,
      description: 'The id of the element; null unless the type is `component`.',
    }),
    spotX: t.exposeFloat('spot_x', {
      nullable: true,
      description:
        'The distance from the left edge in percent of the slide’s width; null unless the type is `spot`.',
    }),
    spotY: t.exposeFloat('spot_y', {
      nullable: true,
      description:
        'The distance from the upper edge in percent of the slide’s height; null unless the type is `spot`.',
    }),
    box: t.expose('box', {
      type: SlideBox,
      nullable: true,
      description: 'The rectangle; null unless the type is `box`.',
    }),
  }),
})

export const SlideInstruction = builder.objectRef<z.infer<typeof instruction>>('SlideInstruction').implement({
  description:
    'An edit of a slide that is kept as a picture: a place on the slide, and the change to make there.',
  fields: (t) => ({
    instructionId: t.exposeString('id', { nullable: true, description: 'The client’s own id of the edit.' }),
    type: t.field(openValue(SlideInstructionType, 'instruction_type', 'What the edit does.')),
    typeText: t.exposeString('instruction_type', {
      nullable: true,
      description: 'The type of the slide instruction as stored, also if the enum does not list it.',
    }),
    selection: t.expose('selection', {
      type: SlideSelection,
      nullable: true,
      description: 'The selected part of the slide; null for the whole slide.',
    }),
    newText: t.exposeString('new_text', {
      nullable: true,
      description: 'The new text; only for TEXT_EDIT.',
    }),
    prompt: t.exposeString('ai_prompt', { nullable: true, description: 'The prompt of the model.' }),
    askedAt: t.expose('timestamp', {
      type: 'DateTime',
      nullable: true,
      description: 'When the edit was requested.',
    }),
  }),
})
