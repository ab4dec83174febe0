import { Component, type ReactNode } from 'react'
import { CodeMissing, isCodeMissing } from './code-missing.tsx'
import { ErrorState } from './states.tsx'

type Props = { readonly children: ReactNode }

/** Shows what went wrong in a screen instead of an empty page: the rest of the console goes on. */
export class Boundary extends Component<Props, { error: Error | undefined }> {
  override state = { error: undefined }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    if (isCodeMissing(error)) return <CodeMissing />
    return <ErrorState error={error} onRetry={() => this.setState({ error: undefined })} />
  }
}
