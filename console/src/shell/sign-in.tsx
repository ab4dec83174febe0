import { type SyntheticEvent, useEffect, useId, useRef, useState } from 'react'
import { changeToken } from '../data/credentials.ts'
import { DemoButton } from './demo-people.tsx'

/** Asks for a token or an API key. With a reason it stands over the screen, which stays as it was. */
export function SignIn({ reason }: { readonly reason?: string | null }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const id = useId()
  const value = text.trim().replace(/^Bearer\s+/i, '')

  useEffect(() => {
    if (reason) dialog.current?.showModal()
    else dialog.current?.show()
  }, [reason])

  function submit(event: SyntheticEvent): void {
    event.preventDefault()
    if (value) changeToken(value)
  }

  return (
    <div className={reason ? undefined : 'centred'}>
      <dialog
        ref={dialog}
        className="sign-in"
        aria-labelledby={`${id}-title`}
        onCancel={(event) => event.preventDefault()}
      >
        <h1 id={`${id}-title`}>Sign in to the II-Agent console</h1>
        {reason && <p className="notice bad">{reason}</p>}
        <form className="labelled" onSubmit={submit}>
          <label htmlFor={`${id}-value`}>Access token or API key</label>
          <textarea
            id={`${id}-value`}
            className="field"
            rows={4}
            spellCheck={false}
            autoComplete="off"
            value={text}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={(event) => {
              // A token has no lines: Enter signs in, as it does in a field of one line.
              if (event.key === 'Enter') submit(event)
            }}
          />
          <p className="soft">Kept in this tab alone, until it is closed or you sign out.</p>
          <button className="button main" type="submit" disabled={!value}>
            Sign in
          </button>
        </form>
        <div className="toolbar">
          <DemoButton person="user">Demo user</DemoButton>
          <DemoButton person="admin">Demo administrator</DemoButton>
        </div>
      </dialog>
    </div>
  )
}
