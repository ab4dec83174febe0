import { pluralize, splitWords } from '../../src/schema/nouns.ts'

/** What the templates call a table, by placeholder: `{{names}}` is `sessionLabels` for `SessionLabel`. */
export type Names = Readonly<
  Record<
    | 'Name'
    | 'name'
    | 'Names'
    | 'names'
    | 'words'
    | 'plural'
    | 'a'
    | 'A'
    | 'table'
    | 'file'
    | 'files'
    | 'domain',
    string
  >
>

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const split = (name: string) =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ')

/** Returns the names of a table with this model. */
export function namesOf(model: string, domain: string): Names {
  const words = split(model)
  const last = words.at(-1) ?? ''
  const many = [...words.slice(0, -1), pluralize(last)]
  const Names = many.map(upperFirst).join('')
  const noun = splitWords(model)
  const a = /^[aeiou]/i.test(noun) ? 'an' : 'a'
  return {
    Name: model,
    name: lowerFirst(model),
    Names,
    names: lowerFirst(Names),
    words: noun,
    plural: pluralize(noun),
    a,
    A: upperFirst(a),
    table: many.join('_'),
    file: words.join('-'),
    files: many.join('-'),
    domain,
  }
}

/** Replaces the placeholders of a template. Throws for an unknown one. */
export function fill(template: string, names: Names): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, key: keyof Names) => {
    if (!(key in names)) throw new Error(`a template has an unknown placeholder: ${key}`)
    return names[key]
  })
}
