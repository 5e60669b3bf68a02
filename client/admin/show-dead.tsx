interface ShowDeadProps {
  label: string
  isOn: boolean
  onChange: (isOn: boolean) => void
}

/** Brings what was taken back into a list, or hides it again. */
export function ShowDead({ label, isOn, onChange }: ShowDeadProps) {
  return (
    <label className="show-dead">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}
