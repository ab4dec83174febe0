const length = /^character varying\((\d+)\)$/
const scaled = /^numeric\((\d+),(\d+)\)$/

/**
 * True if a column of the type `actual` holds every value of the expected type, and is read, compared and written alike:
 * longer text; `bigint` in place of `integer`, of which values beyond Int are errors of their field; `numeric` of more digits,
 * which are answered; and a timestamp's full precision where it is spelled out.
 */
export function isWiderType(actual: string, expected: string): boolean {
  if (actual === 'timestamp(6) with time zone') return expected === 'timestamp with time zone'
  if (actual === 'bigint') return expected === 'integer'
  if (/^numeric\b/.test(actual)) return isWiderNumeric(actual, expected)
  const isPlain = (type: string) => /^(text|character varying(\(\d+\))?)$/.test(type)
  const maxLength = (type: string) => Number(length.exec(type)?.[1] ?? Number.POSITIVE_INFINITY)
  return isPlain(actual) && isPlain(expected) && maxLength(actual) >= maxLength(expected)
}

/** True if a numeric type has at least as many digits before and behind the point; without a scale, it has as many as needed. */
function isWiderNumeric(actual: string, expected: string): boolean {
  const wanted = scaled.exec(expected)
  if (!wanted) return actual === expected
  if (actual === 'numeric') return true
  const found = scaled.exec(actual)
  const digits = (parts: RegExpExecArray) => [Number(parts[1]) - Number(parts[2]), Number(parts[2])] as const
  if (!found) return false
  const [[before, behind], [wantedBefore, wantedBehind]] = [digits(found), digits(wanted)]
  return before >= wantedBefore && behind >= wantedBehind
}
