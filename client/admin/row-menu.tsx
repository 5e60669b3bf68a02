import { type KeyboardEvent, useId, useRef } from 'react'
import { useWords } from '../i18n/provider.tsx'

/** Something that can be done with a row. */
export interface RowAct {
  label: string
  /** Takes something away. */
  isHard?: boolean
  run: () => void
}

const GAP = 4
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** What can be done with one row, behind one button, so that a long table stays readable. */
export function RowMenu({ name, acts }: { name: string; acts: readonly RowAct[] }) {
  const words = useWords()
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const items = () => [...(menu.current?.querySelectorAll('button') ?? [])]
  const place = () => {
    if (!button.current || !menu.current) return
    const { bottom, top, right } = button.current.getBoundingClientRect()
    const { offsetHeight, style } = menu.current
    const isBelow = bottom + GAP + offsetHeight < innerHeight
    style.top = `${isBelow ? bottom + GAP : Math.max(GAP, top - GAP - offsetHeight)}px`
    style.right = `${document.documentElement.clientWidth - right}px`
    items()[0]?.focus()
  }
  const press = (event: KeyboardEvent) => {
    const all = items()
    const here = all.indexOf(document.activeElement as HTMLButtonElement)
    const step = STEPS[event.key]
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : null
    if (step !== undefined) all[(here + step + all.length) % all.length]?.focus()
    else if (next !== null) all[next]?.focus()
    else if (event.key === 'Tab') menu.current?.hidePopover()
    else return
    event.preventDefault()
  }
  const pick = (act: RowAct) => {
    menu.current?.hidePopover()
    button.current?.focus()
    act.run()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className="menu-button"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-label={words('admin.list.actsOf', { name })}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        className="row-menu"
        aria-label={words('admin.list.actsOf', { name })}
        onToggle={({ newState }) => newState === 'open' && place()}
        onKeyDown={press}
      >
        {acts.map((act) => (
          <button
            key={act.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            className={act.isHard ? 'hard' : undefined}
            onClick={() => pick(act)}
          >
            {act.label}
          </button>
        ))}
      </div>
    </>
  )
}
