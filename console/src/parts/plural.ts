/** Such as `1 page`, `1,200 pages`. */
export const countText = (count: number, one: string) =>
  `${count.toLocaleString()} ${one}${count === 1 ? '' : 's'}`
