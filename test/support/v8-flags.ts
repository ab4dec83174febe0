/**
 * The flags of V8 for processes that use an embedded database for seconds: its WebAssembly stays as the baseline compiler
 * made it. To optimize it takes 1 to 2 s of processor time in each process, more than such a process wins by it.
 */
export const baselineWasm: readonly string[] = ['--liftoff-only']

/**
 * The flag of V8 for processes that keep large answers: in a larger young generation fewer objects are copied before they die,
 * which halves the time of the garbage collector.
 */
export const largeYoungGeneration: readonly string[] = ['--max-semi-space-size=64']
