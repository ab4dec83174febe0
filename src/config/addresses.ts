import { isIP } from 'node:net'
import { z } from 'zod'

function isSubnet(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text

/** Origins of web pages. */
export const origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine((list) => list.every(isOrigin), {
    error: 'must be origins such as https://app.example.com, with commas between them',
  })

/** Host names as in requests, without ports. */
export const hosts = z
  .string()
  .transform((text) => text.split(',').map((host) => host.trim().toLowerCase()))
  .refine((list) => list.every((host) => /^([\w.-]+|\[[0-9a-f:.]+\])$/.test(host)), {
    error: 'must be hosts such as gateway.example.com or [fd00::1], without ports, with commas between them',
  })

/** Addresses, subnets, or names of `proxy-addr`. */
export const proxies = z
  .string()
  .transform((text) => text.split(',').map((proxy) => proxy.trim()))
  .refine((list) => list.every(isSubnet), {
    error: 'must be addresses or subnets such as 10.0.0.0/8, or loopback, with commas between them',
  })
