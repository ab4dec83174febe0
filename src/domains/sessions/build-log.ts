import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { asObject, asString } from '../../schema/json-readers.ts'
import { ofType } from './event-content.ts'

type BuildLog = Readonly<Record<'text' | 'status' | 'step' | 'level', string | null>>

const BuildLogRef = builder.objectRef<BuildLog>('BuildLogLine').implement({
  description: 'A line of the log of a TestFlight build.',
  fields: (t) => ({
    text: t.exposeString('text', { nullable: true, description: 'The line, credentials hidden.' }),
    status: t.exposeString('status', {
      nullable: true,
      description:
        'The state of the build: `running`, `completed` or `failed`; null if the event names none.',
    }),
    step: t.exposeString('step', {
      nullable: true,
      description: 'The step of the build; null if the event names none.',
    }),
    level: t.exposeString('level', {
      nullable: true,
      description: 'The level, such as `info` or `error`; null if the event names none.',
    }),
  }),
})

/** The level as written, or told by the flag that the platform's present version writes instead. */
function levelOf(line: Readonly<Record<string, unknown>>): string | null {
  if (typeof line.is_error === 'boolean') return line.is_error ? 'error' : 'info'
  return asString(line.level)
}

function parseBuildLog(value: unknown): BuildLog | null {
  const line = asObject(value)
  return (
    line && {
      text: asString(line.log) ?? asString(line.message),
      status: asString(line.status),
      step: asString(line.step),
      level: levelOf(line),
    }
  )
}

builder.prismaObjectField('ApplicationEvent', 'buildLog', (t) =>
  t.field({
    type: BuildLogRef,
    nullable: true,
    description: 'A line of the log of a TestFlight build; null for other events.',
    ...computed('ApplicationEvent', 'buildLog', ofType('integration.testflight.log'), parseBuildLog),
  }),
)
