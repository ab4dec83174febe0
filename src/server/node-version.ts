/**
 * The releases of 21 October 2026 by major version; earlier ones have known vulnerabilities, among others in
 * Brotli.
 */
const fixedReleases: ReadonlyMap<number, readonly [minor: number, patch: number]> = new Map([
  [22, [23, 4]],
  [24, [22, 1]],
  [26, [12, 1]],
])
const newest = Math.max(...fixedReleases.keys())

/** Returns a warning for a Node version that is unsupported or lacks security fixes; undefined for others. */
export function describeNodeRisk(version: string): string | undefined {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/, '').split('.').map(Number)
  if (major > newest) return undefined
  const fixed = fixedReleases.get(major)
  if (!fixed) return `Node ${version} is out of support: run Node 24 or 22.`
  const isFixed = minor > fixed[0] || (minor === fixed[0] && patch >= fixed[1])
  return isFixed
    ? undefined
    : `Node ${version} lacks security fixes of ${major}.${fixed.join('.')}: update it.`
}
