const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** Such as `812 B`, `48.2 kB`, `1.2 MB`; nothing where the size is not known. */
export function sizeText(bytes: string | null | undefined): string {
  if (bytes == null) return ''
  let value = Number(bytes)
  let unit = 0
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000
    unit += 1
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1
  return `${value.toLocaleString(undefined, { maximumFractionDigits: digits })} ${units[unit]}`
}
