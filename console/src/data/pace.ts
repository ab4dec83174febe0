/**
 * Between two batches of a page that renders with ease, in milliseconds. It is longer than a frame, as rendering costs more by
 * frames than by entries.
 */
export const minPaceMs = 50
/** Between two batches of a hidden page; no page waits longer for what is live. */
export const maxPaceMs = 1_000
/**
 * A rendering is followed by so many times its own duration. From about 8 ms on it makes a frame late, or two: those are then
 * 5 % of the 40 frames until the next one.
 */
const restFactor = 80

/** Milliseconds between two batches, after one whose rendering took so many. */
export const paceAfter = (renderingMs: number) =>
  Math.min(maxPaceMs, Math.max(minPaceMs, renderingMs * restFactor))

/** Calls back in a task of its own, behind what the browser does now: it paints a frame first. */
function afterTask(callback: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    callback()
  }
  port2.postMessage(null)
}

/**
 * Does work that renders, and reports the milliseconds that it and the next frame took: script, style, layout and paint, but no
 * waiting for the frame.
 */
export function timeRendering(work: () => void, report: (ms: number) => void): void {
  const startedAt = performance.now()
  work()
  afterTask(() => {
    const workMs = performance.now() - startedAt
    requestAnimationFrame(() => {
      const frameAt = performance.now()
      afterTask(() => report(workMs + performance.now() - frameAt))
    })
  })
}
