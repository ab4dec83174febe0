import type { Findings } from './spans.ts'

const name = /(?<=(?:backup|recovery|scratch|emergency|2fa)[ _-]?c)odes/iy
/** Matches a code of a list, and what stands between two: line ends, numbers, bullets, quotes and brackets. */
const item =
  /(?:\\+[nrt]|[\s"'`\\,:;|[\]*•-]|\d{1,2}[.)] ){1,24}([A-Za-z0-9]{4,12}(?:[ -][A-Za-z0-9]{4,6}){0,4})(?![\w-])/y
const maxCodes = 40
const minCodes = 2
/** Minimum number of characters of a code, and of the codes of a list. */
export const minCodeLength = 4
export const minCodeCharacters = minCodes * minCodeLength

/** Finds the lists of codes with which an account is opened without its second factor. */
export function findBackupCodes(findings: Findings): void {
  const { text } = findings
  for (let at = text.indexOf('odes'); at >= 0; at = text.indexOf('odes', at + 4)) {
    name.lastIndex = at
    if (!name.test(text)) continue
    if (!findings.mayCheck()) return
    const spans = readCodes(text, name.lastIndex)
    if (spans.length >= minCodes) for (const span of spans) findings.add(...span)
  }
}

function readCodes(text: string, from: number): [number, number][] {
  const spans: [number, number][] = []
  item.lastIndex = from
  for (let found = item.exec(text); found?.[1] && spans.length < maxCodes; found = item.exec(text)) {
    if (!/\d/.test(found[1])) break
    spans.push([item.lastIndex - found[1].length, item.lastIndex])
  }
  return spans
}

/** A PIN of four digits behind its name: six are a place in India, which calls its postal codes so too. */
const pin =
  /(?<![\w-])PIN(?: ?code| number)?(?: for [\w '-]{1,40})?(?:["'*]{0,3}\s?[:=]\s?| is )["'*]{0,3}(\d{4})(?![\w-]|[.,]\d)/iy

/** Finds PINs, by their name in capital letters or followed by "code". */
export function findPins(findings: Findings): void {
  const { text } = findings
  for (const name of ['PIN', 'Pin code', 'pin code'])
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 3)) {
      pin.lastIndex = at
      const found = pin.exec(text)
      if (!findings.mayCheck()) return
      if (found) findings.add(pin.lastIndex - 4, pin.lastIndex)
    }
}

/** True if a text has a word by which PINs or codes are found. */
export const mayHaveCode = (text: string): boolean =>
  text.includes('PIN') || text.includes('code') || text.includes('Code')
