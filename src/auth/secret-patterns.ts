import { runStep } from '../data/resumable.ts'
import { candidateUnits, spend, textUnits } from '../data/turns.ts'
import { findAssignments, findSchemes } from './masking/assignments.ts'
import { findInCommands } from './masking/commands.ts'
import { findForeignNames } from './masking/foreign-names.ts'
import { findPrivateKeys } from './masking/pem.ts'
import { divideText } from './masking/segments.ts'
import { Findings } from './masking/spans.ts'
import { findTokens } from './masking/tokens.ts'
import { findInUrls } from './masking/urls.ts'
import { decodeText } from './masking/views.ts'

/** Maximum length of masked text in characters; the rest is cut off. */
export const maxTextLength = 1_000_000

/** The marker for text that was cut off. */
export const cut = '[cut]'

/** The marker for a masked secret. */
export const hidden = '[secret]'

/**
 * Masks credentials in a text: tokens of known formats, JWTs, PEM private keys, passwords in URLs, and values
 * next to the name of a credential. Linear in the text's length; truncates after the first million
 * characters.
 */
export function scrubText(text: string): string {
  if (text.length > maxTextLength) return `${scrubText(text.slice(0, maxTextLength))}${cut}`
  return runStep(maskCredentials, text) || maskInSegments(maskCredentials, text)
}

/**
 * Masks a text that has too many candidates for one step in several, which may be in different turns. A segment that has too
 * many by itself is hidden, and so is a text that cannot be divided.
 */
function maskInSegments(step: (text: string) => string, text: string): string {
  if (text === '') return text
  const segments = divideText(text)
  return segments ? segments.map((segment) => runStep(step, segment) || hidden).join('') : hidden
}

function maskCredentials(text: string): string {
  const findings = new Findings(text)
  findAll(findings)
  findEncoded(findings, findAll)
  return finish(findings)
}

function findAll(findings: Findings): void {
  findTokens(findings, false)
  findAssignments(findings)
  findSchemes(findings)
  findInUrls(findings)
  findInCommands(findings)
  findForeignNames(findings)
  findPrivateKeys(findings)
  findInBase64(findings)
}

/** Hides base64 whose text has a credential, as the values of a Kubernetes Secret. */
function findInBase64(findings: Findings): void {
  for (const { start, end, decoded } of findings.encoded) {
    const inner = new Findings(decoded, findings)
    findAll(inner)
    if (!inner.isEmpty) findings.add(start, end)
  }
}

/** Finds what the text hides in an encoding, by a search of the decoded text. */
function findEncoded(findings: Findings, find: (decoded: Findings) => void): void {
  const view = decodeText(findings.text, () => findings.mayDecode())
  if (!view) return
  spend(view.text.length)
  const inner = new Findings(view.text, findings)
  find(inner)
  findings.addAll(inner, view.sourceOf)
}

/** Masks only credentials of the platform and its providers, for the owner's own content. */
export function scrubPlatformSecrets(text: string): string {
  if (text.length > maxTextLength) return `${scrubPlatformSecrets(text.slice(0, maxTextLength))}${cut}`
  return runStep(maskPlatformSecrets, text) || maskInSegments(maskPlatformSecrets, text)
}

function maskPlatformSecrets(text: string): string {
  const findings = new Findings(text)
  findTokens(findings, true)
  findEncoded(findings, (decoded) => findTokens(decoded, true))
  return finish(findings)
}

/** Returns the masked text; an empty one if the text has too many candidates or encoded characters. */
function finish(findings: Findings): string {
  spend(textUnits + findings.text.length + findings.candidates * candidateUnits)
  return findings.isComplete ? findings.replaced(hidden) : ''
}

/** Masks a JSON value or nullable column; null if it is not a string. */
export function scrubTextOrNull(value: unknown): string | null {
  return typeof value === 'string' ? scrubText(value) : null
}
