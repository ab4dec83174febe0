import { alphanumeric, type CharacterClass, characterClass, isIn, word } from './characters.ts'

/** A credential format with a documented prefix. */
export type TokenFormat = {
  readonly prefix: string
  /** Minimum number of characters after the prefix. */
  readonly min: number
  /** The character class of the first `min` characters after the prefix. */
  readonly body: CharacterClass
  /** Minimum total length, if greater than prefix and `min`. */
  readonly total?: number
  /** True if letters of one case may follow, for prefixes that no identifier begins with. */
  readonly anyLetters?: boolean
  /**
   * True for credentials of the platform or of providers that it pays, which are masked in the owner's tools
   * too.
   */
  readonly ofPlatform?: boolean
}

const hex = characterClass('0-9', 'a-f')
const upper = characterClass('0-9', 'A-Z')

const formats = (
  prefixes: string,
  min: number,
  body: CharacterClass = alphanumeric,
  more: Pick<TokenFormat, 'anyLetters' | 'ofPlatform' | 'total'> = {},
): TokenFormat[] => prefixes.split(' ').map((prefix) => ({ prefix, min, body, ...more }))

const anyLetters = { anyLetters: true }
const ofPlatform = { ofPlatform: true }

/**
 * Token formats as documented by their issuers. A prefix alone is not sufficient: `body` and `min` are chosen
 * so that identifiers, CSS classes and package names with the same start do not match.
 */
export const tokenFormats: readonly TokenFormat[] = [
  // The platform, and its providers: Fernet (plain and double base64), E2B, Composio, Cerebras, Neon
  ...formats('ii_', 16, alphanumeric, ofPlatform),
  ...formats('gAAAAA Z0FBQUFB', 8, word, ofPlatform),
  ...formats('e2b_', 16, alphanumeric, ofPlatform),
  ...formats('ak_', 16, word, ofPlatform),
  ...formats('csk-', 20, alphanumeric, ofPlatform),
  ...formats('napi_ npg_', 12, alphanumeric, ofPlatform),
  // Models and search
  ...formats('sk-proj- sk-svcacct- sk-admin- sk-ant- sk-or- sk-lf- sk_or_', 20, word),
  ...formats('sk-', 20),
  ...formats('gsk_ xai- hf_ r8_ fw_ jina_ pplx- nvapi- tgp_v1_ AQ.', 20, alphanumeric),
  ...formats('tvly- lsv2_pt_ lsv2_sk_ pcsk_ apify_api_ voyage-', 20, word),
  ...formats('fc-', 24, hex),
  // Clouds and hosting
  ...formats('AKIA ASIA ABIA ACCA', 12, upper, anyLetters),
  ...formats('LTAI AKID', 16),
  ...formats('AIza', 30, word),
  ...formats('GOCSPX-', 16, word),
  ...formats('dop_v1_ doo_v1_ dor_v1_', 32, hex),
  ...formats('vercel_blob_rw_ vck_ vcp_', 16, word),
  ...formats('sbp_ sb_secret_', 16),
  ...formats('dapi pul-', 30, hex),
  ...formats('fm2_ fo1_ tskey-auth- tskey-api- nf_ nfp_ rnd_ cfut_ EZAK EZTK', 16),
  ...formats('v1.0-', 20, hex),
  // Source code, packages, delivery
  ...formats('ghp_ gho_ ghs_ ghu_ ghr_', 16),
  ...formats('github_pat_', 16, word),
  ...formats('glpat- gldt- glrt- glcbt- glptt- glft- glsoat- gloas- glagent-', 16, word, anyLetters),
  ...formats('ATATT3', 16),
  ...formats('npm_ rubygems_ pypi-AgE oy2', 16),
  ...formats('dckr_pat_ dckr_oat_', 16, word),
  ...formats('CCIPAT_ CCIPRJ_ bkua_ shippo_live_ shippo_test_', 16),
  // Payment and shops
  ...formats('sk_live_ sk_test_ rk_live_ rk_test_ whsec_', 8),
  ...formats('sk_', 20, alphanumeric, anyLetters),
  ...formats('rzp_live_ rzp_test_', 12),
  ...formats('shpat_ shpss_ shpca_ shppa_', 24, hex),
  ...formats('sq0atp- sq0csp- EAAA', 18, word),
  // Messages and mail
  ...formats('xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs- xoxc- xoxd- xapp-', 8, word, anyLetters),
  ...formats('SG.', 16, word),
  ...formats('xkeysib- xsmtpsib-', 24, hex),
  ...formats('key- SK', 30, hex),
  ...formats('mlsn.', 20),
  ...formats('re_', 8, alphanumeric, { total: 30 }),
  ...formats('EAACEdEose0cBA EAAG EAAB', 24),
  // Data, monitoring, work
  ...formats('secret_ ntn_ lin_api_ lin_oauth_ pat-na1- pat-eu1-', 16, word),
  ...formats('figd_ figu_ figo_ sntrys_ sntryu_ glsa_ glc_ phx_ phs_', 16, word),
  ...formats('NRAK- NRII- NRAA- NRJS- PMAK- PMAT- CFPAT-', 16, word),
  ...formats('hvs. hvb. hvr. dp.pt. dp.st. dp.ct. dp.sa.', 16, word),
  ...formats('ops_eyJ A3- AGE-SECRET-KEY-1 sgp_ tfp_ duffel_live_ duffel_test_ rpa_ bb_live_', 20, word),
  ...formats('ya29. 1//0', 8, word, anyLetters),
]

/** True if the text has the format's length and characters, and is not a word in one case. */
export function isToken(format: TokenFormat, text: string, start: number, end: number): boolean {
  const from = start + format.prefix.length
  if (end - from < format.min || end - start < (format.total ?? 0)) return false
  let [digits, uppers, lowers] = [0, 0, 0]
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at)
    if (at < from + format.min && !isIn(format.body, code)) return false
    if (code >= 48 && code <= 57) digits += 1
    else if (code >= 65 && code <= 90) uppers += 1
    else if (code >= 97) lowers += 1
    // Examines a bounded number of characters.
    if (at - from >= 100) break
  }
  return format.anyLetters === true || digits > 1 || (uppers > 2 && lowers > 0)
}
