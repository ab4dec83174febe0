import {
  type ArgumentNode,
  type ASTNode,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** An operation with the values of its variables. */
export type RandomDocument = { readonly query: string; readonly variables: Record<string, unknown> }

const name = (value: string) => ({ kind: Kind.NAME, value }) as const
const variable = (value: string) => ({ kind: Kind.VARIABLE, name: name(value) }) as const

/** Values that few types take. */
const wrongValues: readonly unknown[] = [
  null,
  1.5,
  'wrong',
  true,
  [],
  {},
  [[1]],
  { a: 1 },
  2 ** 40,
  '',
  ['x', null],
]

/**
 * Rewrites valid operations at random: values become variables (given, missing, of another type, or with a default),
 * selections become fragments, fields lose their aliases, are asked for twice, or under conditions, and names of fields,
 * arguments and types go wrong. Most documents stay valid; `random` decides everything.
 */
export function createDocumentRewriter(schema: GraphQLSchema, random: () => number) {
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item
  const happens = (chance: number) => random() < chance

  /** The parts of one document as it is rewritten. */
  class Rewriting {
    readonly variables: Record<string, unknown> = {}
    readonly definitions: VariableDefinitionNode[] = []
    readonly fragments: FragmentDefinitionNode[] = []
    /** How much goes wrong: nothing in most documents. */
    readonly wrong = happens(0.35) ? 0.02 + random() * 0.1 : 0

    value(node: ValueNode, type: GraphQLInputType): ValueNode {
      if (happens(this.wrong)) return parseValueOf(one(wrongValues))
      if (node.kind === Kind.VARIABLE || !happens(0.4)) return node
      const key = `v${this.definitions.length}`
      const isMissing = happens(isNonNullType(type) ? 0.03 : 0.2)
      if (!isMissing) this.variables[key] = happens(this.wrong) ? one(wrongValues) : valueFromASTUntyped(node)
      // Now and then of a type that the place does not take.
      const typeText = happens(this.wrong) ? one(['String', 'Int', '[ID!]', 'Nothing', 'ID!']) : String(type)
      const hasDefault = happens(0.15) && node.kind !== Kind.NULL
      this.definitions.push({
        kind: Kind.VARIABLE_DEFINITION,
        variable: variable(key),
        type: { kind: Kind.NAMED_TYPE, name: name(typeText) },
        ...(hasDefault && { defaultValue: node as never }),
      })
      return variable(key)
    }

    condition(): DirectiveNode {
      const isVariable = happens(0.6)
      const key = `if${this.definitions.length}`
      if (isVariable) {
        if (!happens(this.wrong)) this.variables[key] = happens(this.wrong) ? one(wrongValues) : happens(0.5)
        this.definitions.push({
          kind: Kind.VARIABLE_DEFINITION,
          variable: variable(key),
          type: { kind: Kind.NON_NULL_TYPE, type: { kind: Kind.NAMED_TYPE, name: name('Boolean') } },
        })
      }
      return {
        kind: Kind.DIRECTIVE,
        name: name(happens(this.wrong) ? 'nothing' : one(['skip', 'include'])),
        arguments: [
          {
            kind: Kind.ARGUMENT,
            name: name('if'),
            value: isVariable ? variable(key) : { kind: Kind.BOOLEAN, value: happens(0.5) },
          },
        ],
      }
    }

    argument(node: ArgumentNode, type: GraphQLInputType): ArgumentNode {
      const renamed = happens(this.wrong) ? { ...node, name: name(`${node.name.value}x`) } : node
      return { ...renamed, value: this.value(node.value, type) }
    }

    field(node: FieldNode): FieldNode {
      const isKnownTwice = happens(0.1)
      return {
        ...node,
        ...(isKnownTwice && { alias: undefined }),
        ...(happens(this.wrong) && { name: name(`${node.name.value}x`) }),
        ...(happens(0.08) && { directives: [this.condition()] }),
        ...(happens(this.wrong / 2) && { alias: name(one(['__proto__', 'constructor', '_', 'id'])) }),
      }
    }

    selectionSet(node: SelectionSetNode, typeName: string): SelectionSetNode {
      const more: SelectionNode[] = []
      if (happens(0.1)) more.push({ kind: Kind.FIELD, name: name('__typename') })
      if (happens(0.05)) more.push(one(node.selections))
      const selections = [...node.selections, ...more]
      if (happens(0.12)) return { ...node, selections: [this.fragment(selections, typeName)] }
      if (!happens(0.12)) return { ...node, selections }
      const inline: SelectionNode = {
        kind: Kind.INLINE_FRAGMENT,
        ...(happens(0.7) && { typeCondition: { kind: Kind.NAMED_TYPE, name: name(typeName) } }),
        ...(happens(0.3) && { directives: [this.condition()] }),
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      }
      return { ...node, selections: [inline, ...(happens(0.3) ? [one(selections)] : [])] }
    }

    fragment(selections: readonly SelectionNode[], typeName: string): SelectionNode {
      const key = `F${this.fragments.length}`
      this.fragments.push({
        kind: Kind.FRAGMENT_DEFINITION,
        name: name(key),
        typeCondition: { kind: Kind.NAMED_TYPE, name: name(happens(this.wrong) ? 'Session' : typeName) },
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      })
      return {
        kind: Kind.FRAGMENT_SPREAD,
        name: name(happens(this.wrong) ? 'Nothing' : key),
        ...(happens(0.2) && { directives: [this.condition()] }),
      }
    }
  }

  function rewritten(document: DocumentNode, part: Rewriting): DocumentNode {
    const types = new TypeInfo(schema)
    return visit(
      document,
      visitWithTypeInfo(types, {
        Argument: (node) => {
          const type = types.getInputType()
          return type ? part.argument(node, type) : undefined
        },
        Field: { leave: (node) => part.field(node) },
        SelectionSet: {
          leave: (node) => {
            const type = types.getParentType()
            return type && isCompositeType(getNamedType(type))
              ? part.selectionSet(node, type.name)
              : undefined
          },
        },
      }),
    )
  }

  return (text: string): RandomDocument => {
    const part = new Rewriting()
    const { definitions } = rewritten(parse(text), part)
    const withVariables = definitions.map(
      (one): DefinitionNode =>
        one.kind === Kind.OPERATION_DEFINITION
          ? { ...one, name: name('Random'), variableDefinitions: part.definitions }
          : one,
    )
    const query = print({
      kind: Kind.DOCUMENT,
      definitions: [...withVariables, ...part.fragments],
    } as ASTNode)
    return { query, variables: part.variables }
  }
}

function parseValueOf(value: unknown): ValueNode {
  const text = JSON.stringify(value).replace(/"(\w+)":/g, '$1:')
  const document = parse(`{ a(a: ${text}) }`)
  const [operation] = document.definitions
  if (operation?.kind !== Kind.OPERATION_DEFINITION || operation.operation !== OperationTypeNode.QUERY)
    throw new Error('no operation')
  const [field] = operation.selectionSet.selections
  const argument = field?.kind === Kind.FIELD ? field.arguments?.[0] : undefined
  if (!argument) throw new Error('no argument')
  return argument.value
}
