/** Lets the benchmark start a round and ask what this process used; `publish` sends so many events to all watchers. */
export function serveBench(port: number, publish: (events: number) => Promise<void>): void {
  process.on('message', async (message: { publish?: number }) => {
    if (message.publish !== undefined) return publish(message.publish)
    global.gc?.()
    process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage().rss })
  })
  process.send?.({ port })
}

/** An event of about 200 bytes as JSON. */
export const text = 'x'.repeat(150)
