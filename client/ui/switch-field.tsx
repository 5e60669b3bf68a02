import { useId } from 'react'

interface SwitchFieldProps {
  label: string
  note: string
  isOn: boolean
  onChange: (isOn: boolean) => void
}

/** Yes or no, with the sentence that says what yes means. */
export function SwitchField({ label, note, isOn, onChange }: SwitchFieldProps) {
  const id = useId()
  return (
    <div className="choice">
      <input
        id={id}
        type="checkbox"
        aria-describedby={`${id}-note`}
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        <p id={`${id}-note`} className="field-hint">
          {note}
        </p>
      </div>
    </div>
  )
}
