import { listValuesUpTo } from '../../data/json.ts'

/** True if a value of JSON has at most `count` members and items altogether. Stops at the first beyond them. */
export function hasAtMost(count: number, value: unknown): boolean {
  const unvisited = [value]
  let left = count
  for (let next = unvisited.pop(); next !== undefined; next = unvisited.pop()) {
    if (typeof next !== 'object' || next === null) continue
    const values = listValuesUpTo(left, next)
    if (!values) return false
    left -= values.length
    unvisited.push(...values)
  }
  return true
}
