import { classWithout, createRunFinder } from './characters.ts'
import { isTemplate, looksRandom } from './plausible.ts'
import type { Findings } from './spans.ts'

const inUrl = classWithout(' \t\r\n"\'`<>\\')
const inAuthority = classWithout(' \t\r\n"\'`<>\\/?#')
const port = /^\d{1,5}$/
/** A password with a slash is distinguished from a port and path by what follows it: `@` and a host. */
const rest = /[^\s"'`<>@]{0,200}[^\s"'`<>@/]@[A-Za-z0-9[][\w.-]{0,100}(?=[:/?#\s"'`<>\\]|$)/y

/** Matches URLs whose path is a credential. */
const webhook =
  /(?:hooks\.slack\.com\/(?:services|workflows|triggers)|(?:\w{1,10}\.)?discord(?:app)?\.com\/api(?:\/v\d+)?\/webhooks|hooks\.zapier\.com\/hooks\/catch|(?:[\w-]{1,60}\.)?webhook\.office\.com|outlook\.office\.com\/webhook|[\w-]{1,60}\.logic\.azure\.com\/workflows|api\.telegram\.org\/bot)\/?/y

/** Finds the passwords in URLs (`scheme://user:password@host`) and the secret paths of webhooks. */
export function findInUrls(findings: Findings): void {
  const { text } = findings
  let at = text.indexOf('://')
  if (at < 0) return
  const findEnd = createRunFinder(text)
  for (; at >= 0; at = text.indexOf('://', at + 3)) {
    if (!findings.mayCheck()) return
    findInUrl(findings, at + 3, findEnd)
  }
}

function findInUrl(findings: Findings, from: number, findEnd: ReturnType<typeof createRunFinder>): void {
  const { text } = findings
  const end = findEnd(from, inAuthority)
  const authority = text.slice(from, end)
  const at = authority.lastIndexOf('@')
  const colon = authority.indexOf(':')
  if (at >= 0) {
    const hasPassword = colon >= 0 && colon < at - 1
    const secret = authority.slice(hasPassword ? colon + 1 : 0, at)
    if (hasPassword ? !isTemplate(secret) : looksRandom(secret, 20)) findings.add(from, from + at)
    return
  }
  webhook.lastIndex = from
  if (webhook.test(text)) {
    const path = webhook.lastIndex
    const last = findEnd(path, inUrl)
    if (last - path >= 8) findings.add(path, last)
    return
  }
  const begun = authority.slice(colon + 1)
  if (colon < 0 || end === text.length || authority.startsWith('[') || port.test(begun) || isTemplate(begun))
    return
  rest.lastIndex = end
  if (rest.test(text)) findings.add(from, text.indexOf('@', end))
}
