import { type ReactNode, useEffect, useId, useRef, useState } from 'react'

interface PickerProps {
  label: string
  /** What is chosen now. */
  value: string
  /** The choice differs from the usual one: it is drawn so that nobody overlooks it. */
  isSet?: boolean
  /** Which edge of the button the panel keeps to. */
  side?: 'start' | 'end'
  wide?: boolean
  children: (shut: () => void) => ReactNode
}

/** A button that says what is chosen and opens a panel of choices. Esc, a click elsewhere or a choice shuts it. */
export function Picker({ label, value, isSet = false, side = 'start', wide = false, children }: PickerProps) {
  const [isOpen, setOpen] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const panel = useId()
  const shut = () => {
    setOpen(false)
    button.current?.focus()
  }
  useEffect(() => {
    if (!isOpen) return
    frame.current?.querySelector<HTMLElement>('.picker-panel [data-first], .picker-panel button')?.focus()
    const elsewhere = (event: PointerEvent) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false)
    }
    addEventListener('pointerdown', elsewhere)
    return () => removeEventListener('pointerdown', elsewhere)
  }, [isOpen])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc shuts the panel from any place in it
    <div
      ref={frame}
      className="picker"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        event.stopPropagation()
        shut()
      }}
    >
      <button
        ref={button}
        type="button"
        className="picker-button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={panel}
        data-set={isSet || undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <span className="picker-label">{label}</span> <span className="picker-value">{value}</span>
      </button>
      {isOpen && (
        <div
          id={panel}
          className="picker-panel"
          role="dialog"
          aria-label={label}
          data-side={side}
          data-wide={wide || undefined}
        >
          {children(shut)}
        </div>
      )}
    </div>
  )
}

interface OptionProps {
  isChosen: boolean
  onChoose: () => void
  note?: ReactNode
  children: ReactNode
}

/** One choice of a panel. */
export function Option({ isChosen, onChoose, note, children }: OptionProps) {
  return (
    <button
      type="button"
      className="picker-option"
      aria-pressed={isChosen}
      data-first={isChosen || undefined}
      onClick={onChoose}
    >
      <span>{children}</span>
      {note && <small>{note}</small>}
    </button>
  )
}
