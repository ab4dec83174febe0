type ShowPicturesProps = { readonly isOn: boolean; readonly onChange: (isOn: boolean) => void }

/** Button that shows all pictures of an item, or hides them again. */
export function ShowPictures({ isOn, onChange }: ShowPicturesProps) {
  return (
    <button className="button" type="button" aria-pressed={isOn} onClick={() => onChange(!isOn)}>
      Show pictures
    </button>
  )
}
