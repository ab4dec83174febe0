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
  /** True if both cases and digits are required, for prefixes that CSS classes and packages have too. */
  readonly isMixed?: boolean
  /** The format does not apply after these characters: those of keys that are public. */
  readonly notAfter?: string
  /** Matches from the end of a key's id to that of its secret, which stands beside it, as in a file of columns. */
  readonly secret?: RegExp
  /**
   * True for credentials of the platform or of providers that it pays, which are masked in the owner's tools
   * too.
   */
  readonly ofPlatform?: boolean
}

const hex = characterClass('0-9', 'a-f')
/** The characters of a UUID. */
const uuid = characterClass('0-9', 'a-f', '-')
const upper = characterClass('0-9', 'A-Z')

const formats = (
  prefixes: string,
  min: number,
  body: CharacterClass = alphanumeric,
  more: Pick<TokenFormat, 'anyLetters' | 'isMixed' | 'notAfter' | 'ofPlatform' | 'secret' | 'total'> = {},
): TokenFormat[] => prefixes.split(' ').map((prefix) => ({ prefix, min, body, ...more }))

const anyLetters = { anyLetters: true }
const secretOfAws =
  /[\s"',:;|]{1,8}(?:aws[ _]?secret[ _]?access[ _]?key(?: \[\w{0,40}\])?[\s"',:=]{1,8})?[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/iy
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
  ...formats('sk-', 20, word, { isMixed: true }),
  ...formats('BSA cog_ ek_ sess- m0- z_ co_', 24, word, { isMixed: true }),
  ...formats('ek_ cog_ crsr_ apk_user_ sgamp_user_ rdme_ unkey_', 24, alphanumeric),
  ...formats('key_', 60, hex),
  ...formats('api_org_', 30),
  ...formats('gsk_ hf_ r8_ fw_ jina_ pplx- AQ.', 20, alphanumeric),
  ...formats('nvapi- tgp_v1_ xai-', 20, word),
  ...formats('AQ.Ab sk-helicone- wandb_v1_', 27, word),
  ...formats('pa- ste-', 40, word, { isMixed: true }),
  ...formats('llx- esecret_', 24),
  ...formats('hb_ pd_ KGAT_', 32, hex),
  ...formats('tvly- lsv2_pt_ lsv2_sk_ pcsk_ apify_api_ voyage-', 20, word),
  ...formats('fc-', 24, hex),
  // Clouds and hosting
  ...formats('AKIA ASIA ABIA ACCA', 12, upper, { ...anyLetters, secret: secretOfAws }),
  ...formats('LTAI AKID', 16),
  ...formats('AIza', 30, word),
  ...formats('ABSK bedrock-api-key- IQoJb3JpZ2luX2Vj', 40),
  ...formats('xprv yprv zprv tprv', 100),
  ...formats('nsec1', 58, characterClass('0-9', 'a-z'), anyLetters),
  ...formats('AQVN y0_ y1_', 30, word, { isMixed: true }),
  ...formats('APA91b', 60, word),
  ...formats('GOCSPX-', 16, word),
  ...formats('dop_v1_ doo_v1_ dor_v1_', 32, hex),
  ...formats('vercel_blob_rw_ vck_ vcp_ vca_ vci_ vcr_', 16, word),
  ...formats('sbp_ sbp_v0_', 16),
  ...formats('sb_secret_ fo1_', 16, word),
  ...formats('dapi dkea dose', 30, characterClass('0-9', 'a-f', 'A-F')),
  ...formats('pul-', 30, hex),
  ...formats('pscale_pw_ pscale_tkn_ pscale_oauth_ pscale_app_ mdb_sa_sk_ dbtc_ dbtu_ pnu_ pnb_', 20, word),
  ...formats('cflt', 16),
  ...formats('4b1d', 38, alphanumeric, { isMixed: true }),
  ...formats('HRKU-', 30, word),
  ...formats('fm2_ tskey-auth- tskey-api- tskey-client- nf_ nfp_ rnd_ cfut_ cfat_ cfk_ EZAK EZTK', 12),
  ...formats('v1.0-', 20, hex),
  ...formats('sha256~', 43, word),
  ...formats('tk-us- tk-eu-', 40, word),
  ...formats('xau_ ddp_ ddo_', 32),
  ...formats('API-', 26, upper, anyLetters),
  ...formats('ucat_ AIK_CI_ AIK_SECRET_ CCDB1_', 20),
  ...formats('EXO apk_', 22, alphanumeric, { isMixed: true }),
  ...formats('YC', 38, word, { isMixed: true }),
  // Source code, packages, delivery
  ...formats('ghp_ gho_ ghs_ ghu_ ghr_', 16),
  ...formats('github_pat_', 16, word),
  ...formats(
    'glpat- gldt- glrt- glrtr- glwt- glcbt- glptt- glft- glffct- glimt- glsoat- gloas- glagent- GR1348941',
    16,
    word,
    anyLetters,
  ),
  ...formats('ATATT3 ATCTT3 pypi-AgE', 16, word),
  ...formats('ATBB slk_ sgd_ squ_ sqp_ sqa_ packagist_ CLOJARS_', 24),
  ...formats('cio', 32, alphanumeric, { isMixed: true }),
  ...formats('AKCp cmVmdGtuO', 40),
  ...formats('npm_ rubygems_ oy2', 16),
  ...formats('dckr_pat_ dckr_oat_', 16, word),
  ...formats('CCIPAT_ CCIPRJ_ bkua_ bkct_ shippo_live_ shippo_test_', 16),
  // Payment and shops
  ...formats('sk_live_ sk_test_ rk_live_ rk_test_ whsec_', 8),
  ...formats('sk_', 20, alphanumeric, anyLetters),
  ...formats('rzp_live_ rzp_test_', 12),
  ...formats('shpat_ shpss_ shpca_ shppa_ shptka_ shpua_ shprka_', 24, hex),
  ...formats('access-sandbox- access-production- access-development-', 32, uuid),
  ...formats('FLWSECK- FLWSECK_TEST-', 12, hex),
  ...formats('sq0atp- sq0csp- EAAA', 18, word),
  // Messages and mail
  ...formats('xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs- xoxc- xoxd- xapp- xwfp-', 8, word, anyLetters),
  ...formats('SG.', 16, word),
  ...formats('xkeysib- xsmtpsib-', 24, hex),
  ...formats('key- SK', 30, hex),
  ...formats('mlsn.', 20),
  ...formats('re_', 8, alphanumeric, { total: 30 }),
  ...formats('EAA IGAA THAA', 80),
  ...formats('EAACEdEose0cBA EAAG EAAB', 24),
  ...formats('AAAAAAAAAAAAAAAAAAAAA', 40, alphanumeric, { isMixed: true }),
  ...formats('AQX AQV AQU AQE BQ', 100, word, { isMixed: true }),
  ...formats('tk_', 29, characterClass('0-9', 'a-z'), { total: 32 }),
  // Data, monitoring, work
  ...formats('pat. sat. hawk.', 20, word, { isMixed: true }),
  ...formats('aio_ ico-', 28, alphanumeric, { isMixed: true }),
  ...formats('s-s4t2ud- s-s4t2af- wk-1.', 60, hex),
  ...formats('st.', 24, hex),
  ...formats('sl.', 120, word, { isMixed: true }),
  ...formats('nyk_v0_', 40),
  ...formats('essu_ cnvca', 40, word, { isMixed: true }),
  ...formats('dnkey- secret-live- secret-test- dp.st.dev. dp.st.stg. dp.st.prd. p.eyJ', 26, word),
  ...formats('hcaik_ hcbik_ hcxik_ hcamk_ hcxmk_', 40, characterClass('0-9', 'a-z')),
  ...formats('api-', 36, uuid),
  ...formats('secret_ secret-', 20),
  ...formats('ntn_ lin_api_ lin_oauth_ lin_wh_ pat-na1- pat-na2- pat-eu1- pat-ap1-', 16, word),
  ...formats('n8n_api_ retool_01 pylf_v1_ hcaik_01 hcxik_01 ddpat_ hcbik_01', 24, word),
  ...formats('rootly_ inc_ dtn_', 24, hex),
  ...formats('xaat- xapt- xait- sdk- mob- luma-', 32, uuid),
  ...formats('fio-u-', 32, word),
  ...formats('as- db-', 22, alphanumeric, { isMixed: true }),
  ...formats('pk_', 34, characterClass('0-9', 'a-z')),
  ...formats('pk_', 40, characterClass('0-9', 'A-Z', '_')),
  ...formats('sk', 100, alphanumeric, { isMixed: true }),
  ...formats('0.A 1.A', 40, word, { isMixed: true }),
  ...formats('live_', 30, word, { isMixed: true, notAfter: 'pk_' }),
  ...formats('figd_ figu_ figo_ sntrys_ sntryu_ glsa_ glc_ phx_ phs_', 16, word),
  ...formats('NRAK- NRII- NRAA- NRJS- PMAK- PMAT- CFPAT-', 16, word),
  ...formats(
    'hvs. hvb. hvr. dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit. sl.u. sl.B sk.eyJ snyk_uat.',
    16,
    word,
  ),
  ...formats('dt0c01. dt0s01. dt0s16. amzn.mws. amzn1.oa2-cs.v1. t1.9eu', 24, word),
  ...formats('ops_eyJ A3- AGE-SECRET-KEY-1 sgp_ tfp_ duffel_live_ duffel_test_ rpa_ bb_live_', 20, word),
  ...formats('ya29. 1//0', 8, word, anyLetters),
  ...formats('sm_pat_ sm_aat_ sm_sat_ endr+', 16),
  ...formats('p8e-', 32),
  ...formats('b_', 44, word, { isMixed: true }),
  // Any maker's: the words by which makers tell secret keys from public ones and identifiers
  ...formats(
    'live_ prod_ prd_ oat_ pat_ tkn_ sk_live_ apikey_ signkey-prod- signkey-test-',
    20,
    alphanumeric,
    {
      notAfter: 'pk_',
    },
  ),
  ...formats('sk_prod_ sk_org_live_ sk_test_', 20, word, { isMixed: true }),
]

/**
 * Share of characters of another kind (digit, upper, lower case) than the one before, from which a text is random without two
 * digits, as one in seven of 20 characters is. They are about 0.6 of random ones, and 0.3 of names in camel case.
 */
const minChanges = 0.45

/** True if the text has the format's length and characters, and is not a word in one case. */
export function isToken(format: TokenFormat, text: string, start: number, end: number): boolean {
  const from = start + format.prefix.length
  if (end - from < format.min || end - start < (format.total ?? 0)) return false
  if (format.notAfter !== undefined && text.endsWith(format.notAfter, start)) return false
  let [digits, uppers, lowers, changes] = [0, 0, 0, 0]
  let before = 0
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at)
    if (at < from + format.min && !isIn(format.body, code)) return false
    // The upper bits tell digits, upper and lower case apart.
    if (code >> 5 !== before >> 5) changes += 1
    before = code
    if (code >= 48 && code <= 57) digits += 1
    else if (code >= 65 && code <= 90) uppers += 1
    else if (code >= 97) lowers += 1
    // Examines a bounded number of characters.
    if (at - from >= 100) break
  }
  if (format.isMixed)
    return uppers > 2 && lowers > 2 && (digits > 1 || changes > minChanges * Math.min(end - from, 100))
  return format.anyLetters === true || digits > 1 || (uppers > 2 && lowers > 0)
}
