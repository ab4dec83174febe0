import { characterClass, findRunEnd } from './characters.ts'

/**
 * Formats that are recognised by what ends a long run: signatures of Azure's keys, HashiCorp, New Relic, MaxMind, Mailchimp
 * and Mailgun. Matches at the end of a run, which V8 reads backwards for a look-behind: most runs are dismissed by their
 * last characters.
 */
const endings =
  /(?<=[\w-]{24}(?:AZDO|AzCa|AzFu|AzSe|ACDb|AIoT|APIM)[A-Za-z0-9]{4,6}|[0-9a-f]{10}msh[0-9a-f]{15}p1[0-9a-f]{5}jsn[0-9a-f]{12}|[0-9a-f]{24}NRAL|_[A-Za-z0-9]{20,29}_mmk|[0-9a-f]{32}-us\d{1,2}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})/y
const afterDot = /\.(?:[0-9a-f]{64}(?![\w-])|[\w-]{6,7}\.[\w-]{27,45}(?![\w-]))/y
/** What precedes most of a client secret of Azure. */
const beforeTilde = /^[\w.~]{3}\dQ~$/
/** What precedes the secret half of a token of Asana or fal. */
const beforeColon = /(?:[12]\/(?:\d{12,18}\/)?\d{12,18}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):$/
const padding = characterClass('=')
const discordId = /^[MNO][A-Za-z0-9_-]{23,27}$/

const matchEnd = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}

/** Returns where a token of these formats begins and ends whose run is from `start` to `end`; undefined if there is none. */
export function findByEnding(
  text: string,
  start: number,
  end: number,
): readonly [number, number] | undefined {
  const next = text[end]
  if (
    text[start - 1] === '~' &&
    end - start <= 36 &&
    beforeTilde.test(text.slice(Math.max(0, start - 6), start))
  )
    return [start - 6, end]
  if (next === '.') {
    const last = matchEnd(afterDot, text, end)
    if (last > 0 && isBeforeDot(text, start, end, last)) return [start, last]
  }
  if (end - start < 24) return undefined
  if (text.startsWith('.atlasv1.', start - 9) && start > 23) return [start - 23, end]
  if (
    text[start - 1] === ':' &&
    end - start === 32 &&
    beforeColon.test(text.slice(Math.max(0, start - 40), start))
  )
    return [start, end]
  return matchEnd(endings, text, end) < 0 ? undefined : [start, findRunEnd(text, end, padding)]
}

/** True for the first part of a token of Airtable or Discord. */
function isBeforeDot(text: string, start: number, end: number, last: number): boolean {
  const first = text.slice(start, Math.min(end, start + 40))
  if (last - end === 65) return /^pat[A-Za-z0-9]{14}$/.test(first)
  return discordId.test(first)
}
