// Loaded into every server before it: tells the driver what the process has used so far, when it asks.

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuMicroseconds: user + system, peakKilobytes: process.resourceUsage().maxRSS })
})
process.channel?.unref()
