import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A server's certificate, and the name that OpenSSL gives to the revocation lists of its authority. */
export type Certificates = { readonly cert: Buffer; readonly key: Buffer; readonly hash: string }

const authority = `[ca]
default_ca = own
[own]
database = index.txt
certificate = ca.crt
private_key = ca.key
default_md = sha256
default_crl_days = 2
`

/**
 * Makes an authority (`ca.crt`), a certificate of it for `localhost`, another authority (`wrong.crt`), and two folders with
 * a revocation list: `valid` without the certificate, `revoked` with it. Needs openssl.
 */
export function makeCertificates(folder: string): Certificates {
  const run = (command: string) => execFileSync('openssl', command.split(' '), { cwd: folder, stdio: 'pipe' })
  for (const name of ['ca', 'wrong'])
    run(`req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=${name} -keyout ${name}.key -out ${name}.crt`)
  run('req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout server.key -out server.csr')
  run('x509 -req -in server.csr -days 2 -CA ca.crt -CAkey ca.key -CAcreateserial -out server.crt')
  writeFileSync(join(folder, 'ca.cnf'), authority)
  writeFileSync(join(folder, 'index.txt'), '')
  const hash = run('x509 -subject_hash -noout -in ca.crt').toString().trim()
  const list = (name: string) => {
    mkdirSync(join(folder, name))
    run(`ca -config ca.cnf -gencrl -out ${name}/${hash}.r0`)
  }
  list('valid')
  run('ca -config ca.cnf -revoke server.crt')
  list('revoked')
  const read = (name: string) => readFileSync(join(folder, name))
  return { cert: read('server.crt'), key: read('server.key'), hash }
}
