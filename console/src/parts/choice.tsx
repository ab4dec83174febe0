type ChoiceProps<Value extends string> = {
  readonly label: string
  readonly value: Value
  /** Values with their words. */
  readonly options: readonly (readonly [Value, string])[]
  readonly onChoose: (value: Value) => void
}

/** One of a few values. */
export function Choice<Value extends string>({ label, value, options, onChoose }: ChoiceProps<Value>) {
  return (
    <select
      className="field"
      aria-label={label}
      value={value}
      onChange={({ target }) => {
        const chosen = options.find(([option]) => option === target.value)
        if (chosen) onChoose(chosen[0])
      }}
    >
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </select>
  )
}

/** The option that a parameter of the address names; the first one otherwise. */
export const readChoice = <Value extends string>(
  options: readonly [readonly [Value, string], ...(readonly (readonly [Value, string])[])],
  text: string | null,
): Value => (options.find(([option]) => option === text) ?? options[0])[0]
