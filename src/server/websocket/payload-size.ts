/** True if a value of JSON has at most `count` members and items altogether. Stops at the first beyond them. */
export function hasAtMost(count: number, value: unknown): boolean {
  const unvisited = [value]
  let left = count
  for (let next = unvisited.pop(); next !== undefined; next = unvisited.pop()) {
    if (typeof next !== 'object' || next === null) continue
    const values = Array.isArray(next) ? next : Object.values(next)
    left -= values.length
    if (left < 0) return false
    unvisited.push(...values)
  }
  return true
}
