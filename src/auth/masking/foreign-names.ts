import { looksLikePassword } from './plausible.ts'
import type { Findings } from './spans.ts'

/** Words for a password, key or token in scripts other than Latin, and in alphabets beyond Latin-1. */
const scripts =
  '密码|密碼|口令|密钥|密鑰|令牌|パスワード|暗証番号|トークン|비밀번호|암호|토큰|(?:[Пп]арол|ПАРОЛ)[ьяЬЯ]|[Кк]люч|[Тт]окен' +
  '|[Κκ]ωδικός|סיסמה|كلمة (?:المرور|السر)|رمز عبور|पासवर्ड|รหัสผ่าน|[Mm]ật khẩu|[Hh]asło|[Şş]ifre'
/** The same in Latin-1, of which `findAssignments` finds a part; `names.ts` has those without spaces and accents too. */
const latin =
  /(?<=mot de passe|contrase(?=ña)|contrasena|l[oö]senord|schl[uü]ssel|sz(?=ó)|kata sandi|heslo|salasana|adgangskode|passord|wachtwoord|parola)[ñó]?a?/iy
/** A colon, a verb, or both, which may be a character without spaces around it, and a value of ASCII. */
const value = String.raw`[ \t]{0,2}(?:(?:は|是|为|為|es|est|ist|är|является)[ \t]{1,2}|[:：=＝是为為は|»-][ \t]{0,3})["'\x60“”„«「『*|]{0,4}([!-~]{8,200})`
const namedValue = new RegExp(`(?:${scripts})${value}`, 'g')
const valueOfName = new RegExp(value, 'iy')
const end = /["'`*|,;)\]}]/

/** Finds passwords next to their name in other scripts: `密码：…`. Only values that look random count. */
export function findForeignNames(findings: Findings): void {
  namedValue.lastIndex = 0
  for (let found = namedValue.exec(findings.text); found; found = namedValue.exec(findings.text)) {
    if (!findings.mayCheck()) return
    addValue(findings, namedValue.lastIndex, found[1] ?? '')
  }
}

/** Adds the value behind a name in another language of which a part ends at `nameEnd`; returns false if there is none. */
export function addForeign(findings: Findings, nameEnd: number): boolean {
  latin.lastIndex = nameEnd
  if (!latin.test(findings.text)) return false
  valueOfName.lastIndex = latin.lastIndex
  const found = valueOfName.exec(findings.text)
  return found !== null && addValue(findings, valueOfName.lastIndex, found[1] ?? '')
}

function addValue(findings: Findings, valueEnd: number, found: string): boolean {
  const value = found.split(end, 1)[0] ?? ''
  if (!looksLikePassword(value, 8)) return false
  const start = valueEnd - found.length
  findings.add(start, start + value.length)
  return true
}
