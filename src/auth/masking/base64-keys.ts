import { base64, findEndOfLines, findRunStart, isIn } from './characters.ts'
import type { Findings } from './spans.ts'

/** Maximum distance to search back for the beginning of a run: longer than a key of Azure. */
const maxBefore = 90

/**
 * Keys of Azure in base64, by their length and the signature that ends them: storage, Batch, Machine Learning, Cosmos DB, API
 * Management and IoT Hub; Service Bus, Event Hubs, Relay and IoT Hub; registries.
 */
const azureKey =
  /(?:[A-Za-z0-9+/]{76}(?:\+A(?:St|Ba|MC)|ACDb|APIM|AIoT)[A-Za-z0-9+/]{6}==|[A-Za-z0-9+/]{33}(?:\+A(?:Sb|Eh|Rm)|AIoT)[A-Za-z0-9+/]{6}=|[A-Za-z0-9+/]{42}\+ACR[A-Za-z0-9]{6})(?![A-Za-z0-9+/=])/y

/** Beginnings of private keys in DER: PKCS #1 and #8 of RSA, PKCS #8 and SEC 1 of elliptic curves, and Ed25519. */
const privateKey =
  /M(?:II[A-Za-z0-9+/]{3}IBA(?:AK[BC]|DAN)|(?:IGHAgEAMBM|IG2AgEAMBA|IHuAgEAMBA)GByqGSM49|HcCAQEEI|IGkAgEBBD|IHcAgEBBE|C4CAQAwBQYDK2V[a-z]BCIEI)/y

/** Returns where the private key begins and ends whose base64 contains the run from `start` to `end`, if there is one. */
export function findBase64Key(
  text: string,
  start: number,
  end: number,
): readonly [number, number] | undefined {
  const from = startOfBase64(text, start)
  if (text[from] === 'M' && matches(privateKey, text, from)) return [from, findEndOfLines(text, from)]
  const hasSymbol = from < start || '+/'.includes(text.charAt(end) || ' ')
  return hasSymbol && matches(azureKey, text, from) ? [from, azureKey.lastIndex] : undefined
}

/** Finds keys of Azure by the plus in their signature, as some of them have no long run between their symbols. */
export function findAzureKeys(findings: Findings): void {
  const { text } = findings
  for (let at = text.indexOf('+A'); at >= 0; at = text.indexOf('+A', at + 2)) {
    if (!findings.mayCheck()) return
    const from = startOfBase64(text, at)
    if (matches(azureKey, text, from)) findings.add(from, azureKey.lastIndex)
  }
}

/** Returns the start of the base64 around a position; -1 if it is longer than a key before it. */
function startOfBase64(text: string, at: number): number {
  const from = findRunStart(text, at, base64, Math.max(0, at - maxBefore))
  return from > 0 && isIn(base64, text.charCodeAt(from - 1)) ? -1 : from
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return at >= 0 && pattern.test(text)
}
