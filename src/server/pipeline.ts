import { RequestCache } from '@pothos/plugin-scope-auth'
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import { dataUnits, reserveToEnd } from '../data/turns.ts'
import { RefusedRequestError, UnknownOperationError } from '../errors/client-errors.ts'
import type { Context } from '../schema/context.ts'
import type { ContextFactory, InitialContext } from './context.ts'
import type { DocumentCache } from './document-cache.ts'
import type { DocumentParams, Documents } from './documents.ts'
import type { Engine } from './engine.ts'
import type { ErrorHandler } from './errors.ts'
import { reserveIntrospection } from './introspection.ts'
import { describeOperation, readOperationName, selectOperation } from './operation.ts'
import { serializeData } from './serialize.ts'

/** The GraphQL parameters of a request. */
export type OperationParams = DocumentParams & {
  readonly operationName?: unknown
  readonly variables?: Readonly<Record<string, unknown>> | null
}

/** The parameters with the text of the document. */
export type ResolvedParams = OperationParams & { readonly query: string; readonly operationName?: string }

/** A valid operation with its variables. */
export type PreparedOperation = {
  readonly document: DocumentNode
  readonly operationName: string | undefined
  readonly type: OperationTypeNode
  /** For the log: `query Home`. */
  readonly description: string
  readonly variables: OperationParams['variables']
}

/** The result of a request that was rejected before execution. */
export type Rejection = { readonly errors: readonly GraphQLError[] }

/** Bytes of an answer that is serialized by one call: up to 20 ms, for objects whose keys V8 keeps in dictionaries. */
const maxAtOnce = 2_000_000

/** The result of an operation; of a subscription, its events. */
export type Answer = ExecutionResult | AsyncIterable<ExecutionResult>

/** What the steps need. */
export type PipelineParts = {
  readonly engine: Engine
  readonly documents: Documents
  readonly cache: DocumentCache
  readonly createContext: ContextFactory
  readonly errorHandler: ErrorHandler
}

/**
 * The steps from the parameters of a request to its result, which are the same for every transport: `prepare`,
 * `authenticate` and `execute`, after which `ErrorHandler.annotate` and `logRequest` end the request. Fast path,
 * Yoga and graphql-ws translate between these steps and their protocols.
 */
export class Pipeline {
  readonly #parts: PipelineParts

  constructor(parts: PipelineParts) {
    this.#parts = parts
  }

  /** The schema of the operations. */
  get schema(): GraphQLSchema {
    return this.#parts.engine.schema
  }

  /**
   * Replaces a hash by the text of its document, and normalizes the operation name. Idempotent. Throws
   * `GraphQLError` if the request has no document or one that is refused.
   */
  resolve<Params extends OperationParams>(params: Params): Params & ResolvedParams {
    const operationName = readOperationName(params.operationName)
    const query = this.#parts.documents.textOf(params)
    if (query === undefined)
      throw new RefusedRequestError(
        'BAD_USER_INPUT',
        'A request must have the text of a document as `query`, or a hash.',
      )
    return { ...params, operationName, query } as Params & ResolvedParams
  }

  /**
   * Returns the operation of a request: from the cache at once, or parsed, validated and then cached. Never throws or
   * rejects.
   */
  prepare(params: OperationParams): PreparedOperation | Rejection | Promise<PreparedOperation | Rejection> {
    try {
      const resolved = this.resolve(params)
      const document = this.#parts.cache.get(resolved.query)
      return document ? this.#select(document, resolved) : this.#prepareNew(resolved)
    } catch (error) {
      return { errors: [this.#parts.errorHandler.mask(error)] }
    }
  }

  async #prepareNew(params: ResolvedParams): Promise<PreparedOperation | Rejection> {
    try {
      const document = await this.#parse(params.query, params.operationName)
      return 'errors' in document ? document : this.#select(document, params)
    } catch (error) {
      return { errors: [this.#parts.errorHandler.mask(error)] }
    }
  }

  /** Returns the operation of a valid document, which is registered if the request has its hash. */
  #select(document: DocumentNode, params: ResolvedParams): PreparedOperation {
    const { operationName, variables } = params
    const operation = operationIn(document, operationName)
    this.#parts.documents.register(params)
    return {
      document,
      operationName,
      type: operation.operation,
      description: describeOperation(operation),
      variables,
    }
  }

  /** Parses and validates a document, and caches it if it is valid. Throws the error of the parser. */
  async #parse(query: string, operationName: string | undefined): Promise<DocumentNode | Rejection> {
    const { cache, engine } = this.#parts
    await cache.reserveTurn(query)
    const document: DocumentNode = engine.parse(query)
    // Reported in preference to errors of validation.
    operationIn(document, operationName)
    const errors = engine.validate(engine.schema, document) as readonly GraphQLError[]
    if (errors.length > 0) return { errors }
    cache.keep(query, document)
    return document
  }

  /**
   * Creates the context of an operation, with the properties of its request: identifies the viewer, counts the
   * request and creates loaders. Throws an unmasked error.
   */
  async authenticate<Request extends InitialContext>(
    { description }: PreparedOperation,
    request: Request,
  ): Promise<Request & Context> {
    request.operation = description
    // The fewer are added to the more: V8 makes a slow dictionary of an object that gets more than twelve.
    const context = Object.assign(await this.#parts.createContext(request), request)
    request.context = context
    return context
  }

  /** Executes an operation within its limits. Never rejects; its errors are masked. */
  async execute(operation: PreparedOperation, context: Context): Promise<Answer> {
    const { engine, errorHandler } = this.#parts
    const { document, operationName, variables, type } = operation
    const run = type === OperationTypeNode.SUBSCRIPTION ? engine.subscribe : engine.execute
    try {
      const turn = reserveIntrospection(document)
      if (turn) await turn
      const answer: Answer = await run({
        schema: engine.schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: context,
      })
      // The transport serializes, encodes and writes it next. Zero for a small answer.
      const { answered } = context.bytes
      const isSerialized = answered > maxAtOnce && 'data' in answer
      const result = isSerialized ? await this.#serialize(answer, context) : answer
      if (answered > 0) await reserveToEnd(answered * dataUnits)
      return result
    } catch (error) {
      return { errors: [errorHandler.mask(error)] }
    } finally {
      // V8's minor collections keep what a WeakMap holds, and with it all of the request.
      RequestCache.clearForContext(context)
    }
  }

  /** Serializes the data of a large answer; returns an error alone in place of one that is too large with its escapes. */
  async #serialize(answer: ExecutionResult, { services }: Context): Promise<Answer> {
    try {
      return await serializeData(answer, services.limits?.responseBytes)
    } catch (error) {
      return { data: null, errors: [this.#parts.errorHandler.mask(error)] }
    }
  }

  /** Authenticates a request and executes its operation. Never rejects. */
  async answer(operation: PreparedOperation, request: InitialContext): Promise<Answer> {
    try {
      return await this.execute(operation, await this.authenticate(operation, request))
    } catch (error) {
      return { errors: [this.#parts.errorHandler.mask(error)] }
    }
  }
}

/** Returns the operation of this name. Throws `UnknownOperationError` if there is none. */
function operationIn(document: DocumentNode, operationName: string | undefined): OperationDefinitionNode {
  const operation = selectOperation({ document, operationName })
  if (!operation) throw new UnknownOperationError()
  return operation
}
