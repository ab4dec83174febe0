import { cutText } from '../data/cut-text.ts'
import { runStep } from '../data/resumable.ts'
import { candidateUnits, spend, textUnits } from '../data/turns.ts'
import { findAssignments, findSchemes } from './masking/assignments.ts'
import { findBackupCodes, findPins } from './masking/codes.ts'
import { findByPosition, findInCommands } from './masking/commands.ts'
import { findForeignNames } from './masking/foreign-names.ts'
import { findInHexDumps } from './masking/hex-dumps.ts'
import { findInHtmlTables } from './masking/html-tables.ts'
import { findOneTimeTokens } from './masking/one-time.ts'
import { findPrivateKeys } from './masking/pem.ts'
import { mayHaveCredential } from './masking/prefilter.ts'
import { divideText, maxSegmentLength } from './masking/segments.ts'
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
export const scrubText = (text: string): string => maskInSteps(maskCredentials, text)

/** Masks a long text in segments, each of which may be in a turn of its own. */
function maskInSteps(step: (text: string) => string, text: string): string {
  if (text.length <= maxSegmentLength) return runStep(step, text)
  if (text.length > maxTextLength) return `${maskInSteps(step, cutText(text, maxTextLength))}${cut}`
  return divideText(text)
    .map((segment) => runStep(step, segment))
    .join('')
}

/** Masks the credentials of a text of at most `maxSegmentLength` characters at once, also within a step of resumable work. */
export function maskCredentials(text: string): string {
  if (!mayHaveCredential(text)) {
    spend(textUnits + text.length)
    return text
  }
  return maskFound(text)
}

/** Does the same without the prefilter, which dismisses most prose. */
export function maskFound(text: string): string {
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
  if (digit.test(findings.text)) findWithDigits(findings)
  findPrivateKeys(findings)
  findInBase64(findings)
}

/** Most prose has no digits, and most that has some has none behind a letter or symbol: dates and amounts. */
const digit = /\d/
const mixed = /[A-Za-z!@#$%^&*+~=?_]\d/

/** Finds the credentials that have digits, as those must that no name or format tells. */
function findWithDigits(findings: Findings): void {
  findInCommands(findings)
  findForeignNames(findings)
  findInHtmlTables(findings)
  findBackupCodes(findings)
  findPins(findings)
  if (!mixed.test(findings.text)) return
  findByPosition(findings)
  findOneTimeTokens(findings)
  findInHexDumps(findings, (decoded) => hasCredential(decoded, findings))
}

/** Hides base64 whose text has a credential, as the values of a Kubernetes Secret. */
function findInBase64(findings: Findings): void {
  for (const { start, end, decoded } of findings.encoded) {
    if (hasCredential(decoded, findings)) findings.add(start, end)
  }
}

/** True if a text that is encoded in another one has a credential. */
function hasCredential(decoded: string, outer: Findings): boolean {
  const inner = new Findings(decoded, outer)
  findAll(inner)
  return !inner.isEmpty
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
export const scrubPlatformSecrets = (text: string): string => maskInSteps(maskPlatformSecrets, text)

function maskPlatformSecrets(text: string): string {
  const findings = new Findings(text)
  findTokens(findings, true)
  findEncoded(findings, (decoded) => findTokens(decoded, true))
  return finish(findings)
}

/** Returns the masked text; one that has too many candidates or encoded characters is hidden. */
function finish(findings: Findings): string {
  spend(textUnits + findings.text.length + findings.candidates * candidateUnits)
  return findings.isComplete ? findings.replaced(hidden) : hidden
}

/** Masks a JSON value or nullable column; null if it is not a string. */
export function scrubTextOrNull(value: unknown): string | null {
  return typeof value === 'string' ? scrubText(value) : null
}
