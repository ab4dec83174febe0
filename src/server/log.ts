import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import pretty from 'pino-pretty'
import type { Config } from '../config.ts'

/**
 * The log of the process, on standard output: JSON lines, or readable ones in a terminal.
 * Of an error, only its kind, message, code and stack are logged: a database's `detail` can quote rows.
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

/** Written at once, so that the last line before an exit is not lost. */
function standardOutput(): DestinationStream {
  if (!process.stdout.isTTY) return pino.destination({ sync: true })
  return pretty({ sync: true, translateTime: 'SYS:HH:MM:ss.l', ignore: 'pid,hostname' })
}
