/** OWASP API4:2023: headers by number and length, and which of them are trusted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestGateway } from '../support/gateway.ts'
import { sendRawHttp, statusOf } from '../support/raw-http.ts'
import { startAttackedGateway } from './gateway.ts'

const body = '{"query":"{__typename}"}'
const answered = '{"data":{"__typename":"Query"}}'
const filler = (count: number) => 'a:1\r\n'.repeat(count)

function post({ url }: TestGateway, headers: string): Promise<string> {
  const defaultHeaders = 'host: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n'
  const length = `content-length: ${body.length}\r\n`
  return sendRawHttp(url, `POST /graphql HTTP/1.1\r\n${defaultHeaders}${headers}${length}\r\n${body}`)
}

describe('headers', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway()
  })
  afterAll(() => gateway.close())

  it.each([0, 100, 1_995, 2_100, 3_000])('%i of them hide none that follow', async (count) => {
    expect(statusOf(await post(gateway, `${filler(count)}content-encoding: gzip\r\n`))).toBe(415)
    expect(statusOf(await post(gateway, `${filler(count)}authorization: Bearer x\r\n`))).toBe(401)
    expect(await post(gateway, filler(count))).toContain(answered)
    // Node hands such a request over with the headers that it kept; one body must remain one body.
    const upgraded = await post(gateway, `${filler(count)}upgrade: h2c\r\n`)
    expect(upgraded.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })

  it.each([
    ['accept', 'a/a,'],
    ['accept', 'text/html;q=0.1,'],
    ['accept', 'text/html;x="'],
    ['accept', 'application/json;x="",'],
    ['accept-encoding', 'a,'],
    ['accept-encoding', 'gzip;q=0.1;'],
    ['content-type', 'application/json;a=1;'],
    ['origin', 'http://a'],
    ['x-request-id', 'a.'],
    ['cookie', 'a=1;'],
    ['authorization', 'Bearer '],
    ['x-forwarded-for', '127.0.0.1,'],
    ['range', 'bytes=0-1,'],
  ])('15 kB of %s: %s take no more time than other headers', async (name, text) => {
    const spent = async (header: string) => {
      const since = process.cpuUsage()
      for (let i = 0; i < 10; i += 1) await post(gateway, header)
      const { user, system } = process.cpuUsage(since)
      return (user + system) / 10_000
    }
    const header = `${name}: ${text.repeat(Math.floor(15_000 / text.length))}\r\n`
    const min = Math.min(await spent(header), await spent(header), await spent(header))
    expect(min, 'milliseconds a request, the client included').toBeLessThan(15)
  })

  it('a long Accept is disregarded', async () => {
    expect(await post(gateway, `accept: text/html${',a/a'.repeat(300)}\r\n`)).toContain(answered)
    expect(statusOf(await post(gateway, `accept: text/html${',a/a'.repeat(200)}\r\n`))).toBe(406)
  })
})

describe('X-Forwarded headers', () => {
  const limited = { REQUESTS_PER_MINUTE_PER_ADDRESS: '3' }
  /** The statuses of five requests, the header of each made from its number. */
  async function statuses(env: Record<string, string>, header: (i: number) => string): Promise<number[]> {
    const gateway = await startAttackedGateway({ ...limited, ...env })
    const given = []
    for (let i = 0; i < 5; i += 1) given.push(statusOf(await post(gateway, header(i))))
    await gateway.close()
    return given
  }
  const together = [200, 200, 200, 429, 429]
  const apart = [200, 200, 200, 200, 200]

  it('change nothing without a trusted proxy', async () => {
    const names = ['x-forwarded-for', 'x-real-ip', 'true-client-ip', 'cf-connecting-ip', 'x-client-ip']
    const headers = (i: number) => names.map((name) => `${name}: 10.0.0.${i}\r\n`).join('')
    expect(await statuses({}, (i) => `${headers(i)}forwarded: for=10.0.0.${i}\r\n`)).toEqual(together)
  })

  it('count for their address behind a trusted proxy, what the client put before it does not', async () => {
    const trusted = { TRUSTED_PROXIES: '127.0.0.1' }
    expect(await statuses(trusted, (i) => `x-forwarded-for: 10.0.0.${i}\r\n`)).toEqual(apart)
    expect(await statuses(trusted, (i) => `x-forwarded-for: 10.0.0.${i}, 10.9.9.9\r\n`)).toEqual(together)
    expect(await statuses(trusted, (i) => `x-real-ip: 10.0.0.${i}\r\n`)).toEqual(together)
    expect(await statuses(trusted, (i) => `x-forwarded-for: 2001:db8::${i}\r\n`)).toEqual(together)
  })

  it('are found behind 2,100 others, as a proxy appends them', async () => {
    const header = (i: number) => `${filler(2_100)}x-forwarded-for: 10.0.0.${i}\r\n`
    expect(await statuses({ TRUSTED_PROXIES: '127.0.0.1' }, header)).toEqual(apart)
  })

  it('name neither the host nor the scheme', async () => {
    const gateway = await startAttackedGateway({ ALLOWED_HOSTS: 'localhost' })
    const headers =
      'x-forwarded-host: evil.example\r\nx-forwarded-proto: javascript\r\nx-original-url: /metrics\r\nx-http-method-override: DELETE\r\n'
    const answer = await post(gateway, headers)
    expect(answer).toContain(answered)
    expect(answer).not.toMatch(/evil|javascript/)
    await gateway.close()
  })
})
