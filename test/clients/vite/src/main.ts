export * from './codegen.ts'
export * from './tada.ts'
