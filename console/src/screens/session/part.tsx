import type { MessagePartFragment } from '../../gql/graphql.ts'
import { Code } from '../../parts/code.tsx'
import { JsonTree } from '../../parts/json-tree.tsx'
import { Markdown, Picture } from '../../parts/markdown.tsx'
import { modelText, toWords } from '../../parts/names.ts'
import { Output } from './output.tsx'

/** One part of a message, whatever it is. */
export function Part({ part }: { readonly part: MessagePartFragment }) {
  switch (part.__typename) {
    case 'TextPart':
      return <Markdown text={part.text} />
    case 'ReasoningPart':
      return (
        <details>
          <summary>Thought</summary>
          <Markdown text={part.thought} />
        </details>
      )
    case 'ImagePart':
      return <Picture address={part.url} label="" />
    case 'FilePart':
      return <span className="badge">{part.path ?? part.mediaType ?? 'File'}</span>
    case 'CodePart':
      return (
        <>
          <Code text={part.code} language="python" />
          {part.outputs != null && <JsonTree name="Output" value={part.outputs} />}
        </>
      )
    case 'FinishPart':
      return part.message ? <p className="soft">{part.message}</p> : null
    case 'CouncilMemberPart':
      return (
        <section className="council-member">
          <h3>{part.modelName ?? modelText(part.modelId ?? 'A model')}</h3>
          {part.errorMessage && <p className="notice bad">{part.errorMessage}</p>}
          <Markdown text={part.answer} />
        </section>
      )
    case 'CouncilSynthesisPart':
      return (
        <section>
          <h3>In sum</h3>
          <Markdown text={part.answer} />
        </section>
      )
    case 'ToolCallPart':
      return <JsonTree name={`Call: ${toWords(part.name)}`} value={part.input ?? {}} />
    case 'ToolResultPart':
      return <Output name={toWords(part.name)} output={part.output} />
    default:
      return <JsonTree name={toWords(part.type ?? 'Part')} value={part.value} />
  }
}
