import { connect } from 'node:net'
import type { Target } from '../config/connection-string/targets.ts'

/** PostgreSQL's SSLRequest: the length of the message and its code. */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f])
const timeoutMs = 2_000

/** Asks a server for TLS. False if it declines; true if it accepts, or does not answer, as a connection finds that out. */
export function supportsTls({ host = 'localhost', port = 5432 }: Target): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: timeoutMs }, () => socket.write(sslRequest))
    const settle = (answer: boolean) => {
      resolve(answer)
      socket.destroy()
    }
    socket.once('data', (bytes) => settle(bytes.toString('latin1', 0, 1) !== 'N'))
    socket.once('timeout', () => settle(true))
    socket.once('error', () => settle(true))
    socket.once('close', () => settle(true))
  })
}
