import { useState } from 'react'

type SearchFieldProps = {
  readonly label: string
  /** What is searched for now. */
  readonly value: string
  /** Called on Enter and the button, and at once when the field is emptied. */
  readonly onSearch: (text: string | undefined) => void
}

/** A field to search a list, with its button. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value)
  return (
    <form
      className="toolbar"
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(text.trim() || undefined)
      }}
    >
      <input
        className="field"
        type="search"
        aria-label={label}
        placeholder={`${label}…`}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          if (!target.value) onSearch(undefined)
        }}
      />
      <button className="button" type="submit">
        Search
      </button>
    </form>
  )
}
