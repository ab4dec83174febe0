/** Throws unless `channel` is valid unquoted in LISTEN and NOTIFY. */
export function checkChannel(channel: string): void {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(channel)) {
    throw new Error(`"${channel}" is no channel name: small letters, digits and _ only, at most 63.`)
  }
}
