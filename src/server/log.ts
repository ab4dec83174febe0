import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import pretty from 'pino-pretty'
import type { Config } from '../config.ts'

/**
 * Creates the process's log on standard output: JSON lines, or a readable format in a terminal. Errors are
 * logged with type, message, code and stack only, because a database error's `detail` can quote rows.
 */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>, stream = standardOutput()): Logger {
  const options = {
    level: logLevel,
    base: undefined,
    serializers: {
      err(error: unknown) {
        if (!(error instanceof Error)) return { message: String(error) }
        const { type, message, stack } = stdSerializers.err(error)
        return { type, message, stack, code: 'code' in error ? error.code : undefined }
      },
    },
  }
  return pino(options, stream)
}

/** Synchronous, so that the last line before an exit is not lost. */
function standardOutput(): DestinationStream {
  if (!process.stdout.isTTY) return pino.destination({ sync: true })
  return pretty({ sync: true, translateTime: 'SYS:HH:MM:ss.l', ignore: 'pid,hostname' })
}
