/**
 * The flags of V8 for processes that use an embedded database for seconds: its WebAssembly stays as the baseline compiler
 * made it. To optimize it takes 1 to 2 s of processor time in each process, more than such a process wins by it.
 */
export const baselineWasm: readonly string[] = ['--liftoff-only']
