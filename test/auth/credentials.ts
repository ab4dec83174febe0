/** Pseudorandom numbers from a seed (mulberry32), so that a failure repeats. */
export function createRandom(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const hex = '0123456789abcdef'
const lower = 'abcdefghijklmnopqrstuvwxyz0123456789'
const mixed = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const url = `${mixed}-_`
const digit = '0123456789'
const base64 = `${mixed}+/`

/**
 * Prefix, characters and length of the rest, as the makers document them. Values are put together when the tests run, so
 * that no file holds a whole one.
 */
const shapes: readonly (readonly [prefix: string, alphabet: string, length: number])[] = [
  ['ii_', mixed, 29],
  ['gAAAAABn', url, 92],
  ['Z0FBQUFBQm', mixed, 100],
  ['e2b_', hex, 40],
  ['ak_', url, 20],
  ['csk-', lower, 48],
  ['napi_', lower, 64],
  ['npg_', mixed, 12],
  ['sk-proj-', url, 120],
  ['sk-svcacct-', url, 80],
  ['sk-ant-api03-', url, 93],
  ['sk-or-v1-', hex, 64],
  ['sk-', mixed, 48],
  ['sk-', hex, 32],
  ['gsk_', mixed, 52],
  ['xai-', mixed, 80],
  ['hf_', mixed, 34],
  ['r8_', mixed, 37],
  ['pplx-', mixed, 48],
  ['nvapi-', mixed, 64],
  ['tvly-dev-', mixed, 32],
  ['fc-', hex, 32],
  ['jina_', mixed, 60],
  ['lsv2_pt_', hex, 32],
  ['pcsk_', mixed, 68],
  ['apify_api_', mixed, 36],
  ['AKIA', upper, 16],
  ['ASIA', upper, 16],
  ['LTAI', mixed, 20],
  ['AIza', url, 35],
  ['GOCSPX-', url, 28],
  ['ya29.', url, 100],
  ['1//0', url, 60],
  ['dop_v1_', hex, 64],
  ['vercel_blob_rw_', mixed, 40],
  ['sbp_', hex, 40],
  ['sb_secret_', mixed, 31],
  ['dapi', hex, 32],
  ['dapi', hex.toUpperCase(), 32],
  ['dose', hex, 32],
  ['tskey-auth-', mixed, 30],
  ['pul-', hex, 40],
  ['ghp_', mixed, 36],
  ['gho_', mixed, 36],
  ['ghs_', mixed, 36],
  ['ghu_', mixed, 36],
  ['ghr_', mixed, 76],
  ['github_pat_', mixed, 82],
  ['glpat-', url, 20],
  ['glrt-', url, 20],
  ['npm_', mixed, 36],
  ['pypi-AgEIcHlwaS5vcmc', url, 80],
  ['rubygems_', hex, 48],
  ['dckr_pat_', url, 27],
  ['ATATT3', mixed, 180],
  ['sk_live_', mixed, 24],
  ['sk_test_', mixed, 99],
  ['rk_live_', mixed, 24],
  ['whsec_', mixed, 32],
  ['sk_', hex, 48],
  ['sk_', 'abcdefghijklmnopqrstuvwxyz', 28],
  ['rzp_live_', mixed, 14],
  ['shpat_', hex, 32],
  ['sq0atp-', url, 22],
  ['xoxb-', `${hex}-`, 52],
  ['xoxp-', '0123456789-', 70],
  ['xapp-1-', mixed, 60],
  ['SG.', url, 66],
  ['xkeysib-', hex, 64],
  ['key-', hex, 32],
  ['SK', hex, 32],
  ['re_', mixed, 8],
  ['secret_', mixed, 43],
  ['ntn_', mixed, 46],
  ['lin_api_', mixed, 40],
  ['pat-na1-', hex, 32],
  ['figd_', url, 40],
  ['sntrys_', mixed, 60],
  ['glsa_', mixed, 41],
  ['NRAK-', upper, 27],
  ['PMAK-', hex, 59],
  ['hvs.', url, 90],
  ['dp.pt.', mixed, 43],
  ['phx_', mixed, 43],
  ['sb_secret_', url, 31],
  ['fo1_', url, 43],
  ['AQ.Ab8RN6', url, 45],
  ['sk-helicone-', lower, 32],
  ['wandb_v1_', mixed, 40],
  ['pa-', mixed, 43],
  ['ste-', mixed, 64],
  ['llx-', mixed, 48],
  ['esecret_', lower, 26],
  ['hb_', hex, 32],
  ['pd_', hex, 40],
  ['KGAT_', hex, 32],
  ['sha256~', url, 43],
  ['tk-us-', url, 48],
  ['xau_', mixed, 38],
  ['ddp_', mixed, 36],
  ['API-', upper, 26],
  ['bkct_', mixed, 60],
  ['hawk.', mixed, 20],
  ['ico-', mixed, 32],
  ['s-s4t2ud-', hex, 64],
  ['wk-1.', hex, 64],
  ['st.', hex, 24],
  ['sl.', url, 136],
  ['essu_', mixed, 88],
  ['nyk_v0_', mixed, 64],
  ['secret-live-', url, 36],
  ['dp.st.dev.', mixed, 43],
  ['p.eyJ', mixed, 80],
  ['hcaik_', lower, 58],
  ['sk-ant-admin01-', url, 93],
  ['sk-ant-oat01-', url, 93],
  ['sk-kimi-', mixed, 60],
  ['sk-gamma-', mixed, 40],
  ['sk-service-', mixed, 48],
  ['sk-ws-01-', url, 90],
  ['crsr_', hex, 64],
  ['ek_', hex, 32],
  ['ABSK', mixed, 110],
  ['pscale_pw_', mixed, 43],
  ['pscale_tkn_', mixed, 43],
  ['mdb_sa_sk_', mixed, 40],
  ['pnu_', lower, 36],
  ['dbtc_', mixed, 40],
  ['HRKU-AA', url, 58],
  ['vca_', mixed, 56],
  ['sbp_v0_', hex, 40],
  ['tskey-client-', mixed, 30],
  ['cfat_', mixed, 48],
  ['glffct-', url, 20],
  ['glrtr-', url, 30],
  ['GR1348941', url, 20],
  ['ATCTT3xFf', mixed, 180],
  ['ATBB', mixed, 32],
  ['slk_', hex, 64],
  ['squ_', hex, 40],
  ['sqp_', hex, 40],
  ['AKCp8', mixed, 69],
  ['shptka_', hex, 32],
  ['FLWSECK-', hex, 32],
  ['xwfp-', digit, 30],
  ['pat-ap1-', hex, 32],
  ['lin_wh_', mixed, 40],
  ['n8n_api_', hex, 80],
  ['dtn_', hex, 64],
  ['rootly_', hex, 64],
  ['hcaik_01', lower, 56],
  ['ddpat_', mixed, 40],
  ['pylf_v1_us_', mixed, 43],
  ['dt0c01.', upper, 64],
  ['sl.u.', mixed, 140],
  ['dp.scim.', mixed, 43],
  ['EAA', mixed, 180],
  ['IGAA', mixed, 150],
  ['signkey-prod-', hex, 64],
  ['polar_oat_', mixed, 40],
  ['acme_live_', mixed, 40],
  ['xprv9s21ZrQH143K', mixed, 95],
  ['nsec1', lower, 58],
  ['acme_pat_', mixed, 40],
  ['acme_prod_', hex, 40],
  ['p8e-', lower, 32],
  ['AIK_CI_', mixed, 30],
  ['AIK_SECRET_', mixed, 64],
  ['CCDB1_', mixed, 22],
  ['cnvca', url, 51],
  ['EXO', mixed, 26],
  ['apk_', mixed, 88],
  ['ucat_', mixed, 28],
  ['sm_pat_', mixed, 16],
  ['endr+', mixed, 16],
  ['b_', url, 44],
  ['YC', url, 38],
  ['pk_', lower, 34],
  ['nvapi-', url, 64],
  ['xai-', url, 80],
  ['tgp_v1_', url, 43],
  ['essu_', url, 88],
]

const rest: Readonly<Record<string, string>> = { re_: '_', 'SG.': '' }

/** Invented credentials that are recognised by their form alone, in any context. */
export function credentials(perShape = 4): readonly string[] {
  const random = createRandom(20_261_128)
  const take = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet[random(alphabet.length)]).join('')
  const made = shapes.flatMap(([prefix, alphabet, length]) =>
    Array.from({ length: perShape }, () => {
      const tail = rest[prefix] ? `${rest[prefix]}${take(mixed, 24)}` : ''
      // Never a separator first: no maker's token begins so.
      return `${prefix}${take(alphabet.replace(/[-_]/g, ''), 6)}${take(alphabet, length - 6)}${tail}`
    }),
  )
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  for (let made64 = 0; made64 < perShape; made64 += 1) {
    const jwt = [
      { alg: 'HS256', typ: 'JWT' },
      { sub: take(lower, 8), exp: random(2e9) },
    ]
      .map(encode)
      .join('.')
    made.push(`${jwt}.${take(url, 43)}`)
    made.push(`${random(900_000_000) + 100_000_000}:A${take(url, 34)}`)
    made.push(`postgresql://${take(lower, 8)}:${take(mixed, 16)}@db.example:5432/app`)
    made.push(`redis://:${take(mixed, 20)}@cache.example:6379/0`)
    made.push(`https://x-access-token:${take(mixed, 30)}@github.example/dana/roastery.git`)
    made.push(`mongodb+srv://app:${take(mixed, 8)}/${take(mixed, 6)}@cluster.example/app`)
    made.push(`https://hooks.slack.com/services/T${take(upper, 8)}/B${take(upper, 8)}/${take(mixed, 24)}`)
    made.push(`https://discord.com/api/webhooks/${random(1e9)}${random(1e9)}/${take(url, 68)}`)
    for (const signature of ['+ASt', '+ABa', '+AMC', 'ACDb', 'APIM', 'AIoT'])
      made.push(`${take(base64, 76)}${signature}${take(base64, 6)}==`)
    for (const signature of ['+ASb', '+AEh', '+ARm'])
      made.push(`${take(base64, 33)}${signature}${take(base64, 6)}=`)
    made.push(`${take(base64, 42)}+ACR${take(mixed, 6)}`)
    made.push(`${take(mixed, 52)}JQQJ99${take(mixed, 18)}`, `${take(mixed, 3)}8Q~${take(`${url}.~`, 33)}7`)
    made.push(`${take(hex, 32)}.${take(mixed, 16)}`, `${take(hex, 32)}.${take(url, 24)}`)
    made.push(`00D${take(mixed, 12)}!A${take(`${mixed}._`, 95)}`)
    made.push(
      `${take(digit.slice(1), 15)}|${take(url, 27)}`,
      `${take(digit.slice(1), 18)}-${take(mixed, 40)}`,
    )
    made.push(`oaa${take(mixed, 14)}.v1.${take(url, 40)}.${take(hex, 64)}`)
    made.push(`sc_${take(lower, 20)}.${take(lower, 5)}.acc_${take(lower, 20)}.${take(url, 59)}a`)
    made.push(`configcat-sdk-1/${take(url, 22)}/${take(url, 22)}`)
    for (const start of [
      'MIIEvgIBADANBgkqhkiG9w0BAQEFAASC',
      'MIIG/QIBADANBgkqhkiG9w0BAQEFAASC',
      'MIIEpAIBAAKCAQEA',
    ])
      made.push(`${start}${take(base64, 400)}`)
    made.push(`MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0w${take(base64, 120)}`)
    const body = Array.from({ length: 4 }, () => take(base64, 64)).join('\n')
    for (const kind of ['RSA ', 'EC ', 'OPENSSH ', ''])
      made.push(`-----BEGIN ${kind}PRIVATE KEY-----\n${body}\n-----END ${kind}PRIVATE KEY-----`)
  }
  return made
}

/** Made-up passwords and keys that only their name tells. */
export function passwords(count = 60): readonly string[] {
  const random = createRandom(42)
  const take = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet[random(alphabet.length)]).join('')
  const words = ['Sommer', 'hunter', 'coffee', 'Roast', 'dragon']
  return Array.from({ length: count }, (_, n) =>
    n % 3 === 0
      ? `${words[random(5)]}${random(9_000) + 1_000}!`
      : take(n % 3 === 1 ? mixed : hex, 12 + random(20)) + random(10),
  )
}
