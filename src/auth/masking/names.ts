import { characterClass, findRunStart, isIn } from './characters.ts'

/** Matches a part of every name that may be secret; dismisses most names quickly. */
const hint =
  /pass|pwd|secret|token|key|cookie|bearer|pat|seed|connection|credential|auth|sess|wort|senha|contrase|psk|otp|mnemonic|phrase/i

/**
 * Matches the end of a credential's name in lower case without separators: `dbPassword`, `X-Api-Key`,
 * `API_KEY_2`. Names that continue (`token_type`, `secretary`) mean something else.
 */
const ending =
  /(?:pass(?:word|wd|phrase|code|wort)|kennwort|contrase.?a|wachtwoord|senha|(?:user|db|database|root|admin|smtp|ftp|mail|ssh|store|key|trust|sudo|become)pass|pwd|psk|secret|token|(?:api|access|secret|private|auth|signing|encryption|master|account|shared|webhook|license|storage|admin|session|role|deploy|jwt|app|service|subscription|functions|host|security)key|mfaseed|connectionstring|secretkeybase|secretstring|clientkeydata|jsessionid|phpsessid|connectsid|sessioncookie|(?:git(?:hub|lab)|access)pat|bearer)(?:value|hash|prod(?:uction)?|staging|dev|test|live|primary|secondary|old|new|current|confirm(?:ation)?|again|plain(?:text)?)?\d{0,2}$/

/**
 * Names with such an end whose values are not credentials: cursors, model tokens, form labels. Words are separated by `_`,
 * so that the end of another word does not count: `travis_token`.
 */
const harmless =
  /(?:(?:^|_)(?:(?:max|min|next|prev(?:ious)?|page|continuation|start|end|pad|eos|bos|unk|sep|cls|mask|special|stop|first|last|sync|per|cost|price|cursor|paging|pagination|input|output|total|prompt|completion|num|image|design)_?)+token|(?:^|_)(?:forgot(?:ten)?|reset|confirm|show|hide|has|is|no|need|require|change|missing|invalid|wrong|use|with|without|allow|enter|your)s?_?(?:pass_?(?:word|wd|phrase)|secret|token)|public_?key)$/

/** Matches names of which only values count that look like a password: they name other things too. */
const vague =
  /(?:cred(?:ential)?s?|pswd|passwrd|pepper|(?:password|token|jwt|nonce|auth|session|hash)[-_.]?salt|(?:recovery|routing|setup|unseal|write)[-_.]?key(?:[-_]?\d)?|key[-_]?material|app_keys|bw_session|auth[-_]?ident|(?:^|[-_.])pw)$/i
/** Cookies of sessions of Rails, and keys of makers that have but one kind of key: "my Mistral key". */
const vagueOfMaker =
  /^(?:_[a-z][a-z0-9]{1,20}(?:_[a-z0-9]{1,20}){0,3}_session|(?:adafruit|algolia|alibaba|aliyun|amplitude|anthropic|assemblyai|azure|bitly|brevo|cerebras|civo|claude|cloudflare|cohere|coinbase|datadog|deepgram|deepseek|e2b|elevenlabs|fastly|finnhub|firecrawl|gemini|greptile|groq|heroku|honeycomb|hubspot|infomaniak|kagi|kimi|klaviyo|kraken|kucoin|mailchimp|mailgun|minimax|mistral|moonshot|netlify|nvidia|ollama|openai|openrouter|perplexity|plaid|postmark|qwen|rapidapi|replicate|scaleway|sendgrid|serper|stripe|supabase|tavily|together|twilio|upstage|vercel|wandb|xai|zai|zendesk|zhipu)[-_. ]?key)$/i
const camelPassword = /[a-z]P[Ww]$/

const environmentKey =
  /^(?!.*(?:PUBLIC|PUBLISHABLE|CACHE|PRIMARY|FOREIGN|SORT|PARTITION)_?KEY)[A-Z][A-Z0-9_]{0,60}_KEY$/

/** Matches a name that may be secret. Names share their beginnings, because V8 then searches in three quarters of the time. */
export const named =
  /(?:p(?:ass|at|wd?|sk|swd|arola|hrase|epper)|s(?:e(?:cret|ed|ss(?=id|ion(?:id|=))|nha|nord)|tring|al(?:asana|t)|andi|chl.ssel|zó|lo(?= ?:))|token|key|c(?:o(?:okie|ntrase)|red)|b(?:earer|indpw)|a(?:uth|dgangskode)|w(?:ort|achtwoord)|identified|mnemonic)[\w-]{0,40}/gi

/** True if a text has a name that may be secret. */
export function mayHaveName(text: string): boolean {
  named.lastIndex = 0
  return named.test(text)
}

/** What may stand between a name and its separator. */
export const besideName = characterClass(' \t"\'`\\]?')
/** Maximum number of such characters. */
export const maxBesideName = 9

const inName = characterClass('A-Z', 'a-z', '0-9', '_.-')

/** Maximum length in characters of a credential's name. */
export const maxNameLength = 80

/** Returns the start of the name that ends at `end`, at the earliest `minStart`. */
export const findNameStart = (
  text: string,
  end: number,
  minStart = Math.max(end - maxNameLength, 0),
): number => findRunStart(text, end, inName, minStart)

/** True if the name is that of a credential. */
export function isSecretName(name: string): boolean {
  if (name.length < 3 || name.length > maxNameLength || !hint.test(name)) return false
  return ending.test(joinWords(name, '', false)) && !harmless.test(joinWords(name, '_', true))
}

/** True if the name may be that of a credential, which its value must show. */
export const isVagueName = (name: string): boolean =>
  name.length <= maxNameLength && (vague.test(name) || camelPassword.test(name) || vagueOfMaker.test(name))

const separators = characterClass('-_. ')
const lower = characterClass('a-z', '0-9')
const upper = characterClass('A-Z')

/**
 * Joins the words of a name, also those in camel case if `isCamel`, in lower case. Takes a twentieth of the time that
 * `replace` takes for a name of many words.
 */
function joinWords(name: string, separator: '' | '_', isCamel: boolean): string {
  let joined = ''
  let from = 0
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at)
    const isSeparator = isIn(separators, code)
    if (!isSeparator && !(isCamel && isIn(upper, code) && isIn(lower, name.charCodeAt(at - 1)))) continue
    if (at > from) joined += name.slice(from, at)
    joined += separator
    from = isSeparator ? at + 1 : at
  }
  return (joined + name.slice(from)).toLowerCase()
}

/** True for names of keys in an environment, such as `MAILCHIMP_KEY`. */
export const isEnvironmentKey = (name: string): boolean => environmentKey.test(name)

/** True if the name is that of a password, which may consist of digits only. */
export const isPasswordName = (name: string): boolean => /pass|pwd/i.test(name)
