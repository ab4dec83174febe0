import pg from 'pg'

/** The parts of a driver client that its types do not declare. */
type Greeted = {
  readonly host: string
  readonly port: number
  readonly processID: number
  readonly secretKey: number
  readonly connection: { readonly ssl: pg.ClientConfig['ssl']; readonly sslNegotiation: string }
}

/** The parts of a driver connection that its types do not declare. */
type Wire = pg.Connection & {
  connect(port: number | string, host?: string): void
  requestSsl(): void
  cancel(processId: number, secretKey: number): void
}

/**
 * Sends PostgreSQL's CancelRequest for the server process of a connection, which needs no authentication and
 * is forwarded by poolers. Resolves when the server has accepted it and closed the connection.
 */
export function cancel(client: pg.ClientBase, timeoutMs: number): Promise<void> {
  const { host, port, processID, secretKey, connection } = client as pg.ClientBase & Greeted
  const { ssl, sslNegotiation } = connection
  const wire = new pg.Connection({ ssl, sslNegotiation } as pg.ConnectionConfig) as Wire
  return new Promise((resolve, reject) => {
    const giveUp = () => wire.stream.destroy(new Error('The server takes no cancel request.'))
    const timer = setTimeout(giveUp, timeoutMs).unref()
    const send = () => wire.cancel(processID, secretKey)
    wire.on('connect', () => {
      if (!ssl) send()
      else if (sslNegotiation !== 'direct') wire.requestSsl()
    })
    wire.on('sslconnect', send)
    wire.on('error', reject)
    wire.on('end', () => {
      clearTimeout(timer)
      resolve()
    })
    if (host.startsWith('/')) wire.connect(`${host}/.s.PGSQL.${port}`)
    else wire.connect(port, host)
  })
}
