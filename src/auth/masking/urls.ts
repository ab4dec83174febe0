import { classWithout, createRunFinder } from './characters.ts'
import { isTemplate, looksLikePassword, looksRandom } from './plausible.ts'
import type { Findings } from './spans.ts'

const inUrl = classWithout(' \t\r\n"\'`<>\\')
const inAuthority = classWithout(' \t\r\n"\'`<>\\/?#')
const port = /^\d{1,5}$/
/** A password with a slash is distinguished from a port and path by what follows it: `@` and a host. */
const passwordWithSlash = /[^\s"'`<>@]{0,200}[^\s"'`<>@/]@[A-Za-z0-9[][\w.-]{0,100}(?=[:/?#\s"'`<>\\]|$)/y

/** Matches URLs whose path is a credential, by the host of the service. */
const webhook =
  /(?:hooks\.slack\.com\/(?:services|workflows|triggers)|(?:\w{1,10}\.)?discord(?:app)?\.com\/api(?:\/v\d+)?\/webhooks|hooks\.zapier\.com\/hooks\/catch|(?:[\w-]{1,60}\.)?webhook\.office\.com|outlook\.office\.com\/webhook|[\w-]{1,60}\.logic\.azure\.com\/workflows|api\.telegram\.org\/bot|qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=|hook\.[\w.]{2,20}\.make\.com|maker\.ifttt\.com\/[\w/]{1,80}key|[\w.-]{1,60}\.alchemy\.com\/v\d|[\w.-]{1,60}\.infura\.io\/(?:ws\/)?v\d|[\w.-]{1,60}\.quiknode\.pro|rpc\.ankr\.com\/\w{1,40}|[\w-]{6,30}\.m\.pipedream\.net|api\.vercel\.com\/v\d\/integrations\/deploy)\/?/y
/** Matches the path of other services' webhooks, before the part that only its owner knows. */
const hookPath =
  /[\w.:-]{1,100}(?:\/[\w.-]{1,40}){0,4}?\/(?:\w{1,12}_)?(?:web)?hooks?(?:\/(?!\w{16})[\w-]{1,20}){0,2}\//y

/** A path of random letters or a UUID, not of words. */
const secretPath = /^(?:(?=\D{0,20}\d)[A-Za-z0-9]{16,}|[0-9a-f]{8}-?[0-9a-f]{4})/

/** Finds the passwords in URLs (`scheme://user:password@host`) and the secret paths of webhooks. */
export function findInUrls(findings: Findings): void {
  const { text } = findings
  let at = text.indexOf('://')
  if (at < 0) return
  const scan = { findings, findEnd: createRunFinder(text), hasHook: text.includes('hook') }
  for (; at >= 0; at = text.indexOf('://', at + 3)) {
    if (!findings.mayCheck()) return
    findInUrl(scan, at + 3)
  }
}

type Scan = {
  readonly findings: Findings
  readonly findEnd: ReturnType<typeof createRunFinder>
  /** False if no address of the text can be that of a webhook by its path. */
  readonly hasHook: boolean
}

function findInUrl({ findings, findEnd, hasHook }: Scan, from: number): void {
  const { text } = findings
  const end = findEnd(from, inAuthority)
  const authority = text.slice(from, end)
  const at = authority.lastIndexOf('@')
  const colon = authority.indexOf(':')
  if (at >= 0) {
    const hasPassword = colon >= 0 && colon < at - 1
    const secret = authority.slice(hasPassword ? colon + 1 : 0, at)
    if (hasPassword ? !isTemplate(secret) : looksRandom(secret, 20) || looksLikePassword(secret, 12))
      findings.add(from, from + at)
    return
  }
  webhook.lastIndex = from
  if (webhook.test(text)) {
    const path = webhook.lastIndex
    const last = findEnd(path, inUrl)
    if (last - path >= 8) findings.add(path, last)
    return
  }
  hookPath.lastIndex = from
  if (hasHook && hookPath.test(text)) {
    const path = hookPath.lastIndex
    const last = findEnd(path, inUrl)
    if (secretPath.test(text.slice(path, path + 40))) findings.add(path, last)
    return
  }
  const afterColon = authority.slice(colon + 1)
  if (
    colon < 0 ||
    end === text.length ||
    authority.startsWith('[') ||
    port.test(afterColon) ||
    isTemplate(afterColon)
  )
    return
  passwordWithSlash.lastIndex = end
  if (passwordWithSlash.test(text)) findings.add(from, text.indexOf('@', end))
}
