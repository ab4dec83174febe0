import { ConnectionStringError, getVariable, type Parameters, readEnvironment } from './keywords.ts'
import { readService } from './service-file.ts'

/** Parameters of all sources, and where each comes from. */
export type SourcedParameters = {
  readonly values: Parameters
  /** Appends the source of the parameter at fault to an error's message, unless it is the connection string itself. */
  addSource(error: unknown): unknown
}

/** Adds to the parameters of a connection string those of the service that is named, then those of the environment. */
export function addDefaults(given: Parameters, env: NodeJS.ProcessEnv): SourcedParameters {
  const environment = readEnvironment(env)
  const { service: name, servicefile } = { ...environment, ...given }
  const service = name ? readService(name, servicefile, env) : {}
  return {
    values: { ...environment, ...service, ...given },
    addSource(error) {
      if (!(error instanceof ConnectionStringError) || !error.keyword) return error
      const { keyword, message } = error
      if (keyword in given) return error
      const source = keyword in service ? `service ${JSON.stringify(name)}` : getVariable(keyword)
      return keyword in service || keyword in environment
        ? new ConnectionStringError(`${message} (from ${source})`)
        : error
    },
  }
}
