import { type KeyboardEvent, useEffect, useState } from 'react'
import type { UnitItem } from '../../shared/api.ts'
import type { Day } from '../../shared/period.ts'
import { formatDay } from '../format/time.ts'
import { useWords } from '../i18n/provider.tsx'
import type { Directory } from './directory.ts'
import { Branch, type TreeAsked } from './tree-branch.tsx'

interface UnitTreeProps {
  home: { unit: string; name: string } | null
  /** The unit on screen. */
  current: string | null
  /** Day of which the tree is shown. */
  on: Day
  directory: Directory
  asked: TreeAsked
  onChoose: (unit: string, isArea: boolean) => void
}

const MOST_FOUND = 30

/** Province, districts or old districts, communes, departments, with the chosen measure beside each; found by name or walked by key. */
export function UnitTree({ home, current, on, directory, asked, onChoose }: UnitTreeProps) {
  const words = useWords()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const found = text.trim() === '' ? null : directory.search(text, MOST_FOUND)
  const pick = (unit: UnitItem) => {
    onChoose(unit.id, false)
    setText('')
  }
  const press = (event: KeyboardEvent) => {
    if (!found) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const here = found[active]
    if (step !== undefined && found.length > 0) setActive((active + step + found.length) % found.length)
    else if (event.key === 'Enter' && here) pick(here)
    else if (event.key === 'Escape') setText('')
    else return
    event.preventDefault()
  }
  return (
    <section className="panel unit-tree" aria-label={words('analysis.tree.title')}>
      <div className="unit-search">
        <input
          type="search"
          role="combobox"
          aria-expanded={found !== null}
          aria-controls="unit-found"
          aria-activedescendant={found && found.length > 0 ? `unit-found-${active}` : undefined}
          autoComplete="off"
          aria-label={words('analysis.tree.search')}
          placeholder={words('analysis.tree.search')}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setActive(0)
          }}
          onKeyDown={press}
        />
        <p className="visually-hidden" role="status">
          {found && words('analysis.tree.found', { n: `${found.length}` })}
        </p>
      </div>
      {found ? (
        <div id="unit-found" className="unit-found" role="listbox" aria-label={words('analysis.tree.title')}>
          {found.length === 0 && <p className="dim">{words('analysis.tree.noneFound')}</p>}
          {found.map((unit, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, as comboboxes have them
            <div
              key={unit.id}
              id={`unit-found-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onPointerEnter={() => setActive(index)}
              onClick={() => pick(unit)}
            >
              {unit.name} <small>{aboveOf(unit, directory, on, words)}</small>
            </div>
          ))}
        </div>
      ) : (
        <TreeList home={home} current={current} on={on} directory={directory} asked={asked} onChoose={onChoose} />
      )}
    </section>
  )
}

function aboveOf(unit: UnitItem, directory: Directory, on: Day, words: ReturnType<typeof useWords>): string {
  const above = unit.area?.name ?? (unit.parent ? directory.unit(unit.parent)?.name : undefined)
  const gone = unit.to < on ? words('analysis.tree.until', { day: formatDay(unit.to, true) }) : undefined
  return [above, gone].filter(Boolean).join(' · ')
}

function TreeList({ home, current, on, directory, asked, onChoose }: UnitTreeProps) {
  const shown = current ?? home?.unit ?? null
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const chain = chainOf(shown, directory)
  const above = chain.join(' ')
  useEffect(() => {
    const ids = above.split(' ').filter(Boolean)
    setOpened((before) => (ids.every((id) => before.has(id)) ? before : new Set([...before, ...ids])))
  }, [above])
  const words = useWords()
  const turn = (id: string) =>
    setOpened((before) =>
      before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set([...before, id]),
    )
  if (!home) return <p className="tree-wait dim">{words('analysis.tree.loading')}</p>
  return (
    <div className="tree-scroll" role="tree" aria-label={words('analysis.tree.title')} onKeyDown={walk}>
      <Branch
        unit={{ id: home.unit, name: home.name, isArea: false }}
        depth={0}
        asked={asked}
        on={on}
        current={shown}
        opened={opened.has(home.unit) ? opened : new Set([...opened, home.unit])}
        onTurn={turn}
        onChoose={onChoose}
      />
    </div>
  )
}

/** The units above one, itself left out; its old district too, so that it is seen where it stands. */
function chainOf(id: string | null, directory: Directory): string[] {
  const chain: string[] = []
  let unit = id === null ? undefined : directory.unit(id)
  while (unit && chain.length < 8) {
    if (unit.area) chain.push(unit.area.unit)
    if (unit.parent) chain.push(unit.parent)
    unit = unit.parent ? directory.unit(unit.parent) : undefined
  }
  return chain
}

/** Arrow keys as in every tree: up and down along what is seen, right opens, left shuts or goes up. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-tree-item]')]
  const here = items.indexOf(document.activeElement as HTMLElement)
  const item = items[here]
  const isOpen = item?.getAttribute('aria-expanded')
  const turn = () => item?.parentElement?.querySelector<HTMLElement>('.tree-turn')?.click()
  if (event.key === 'ArrowDown') items[Math.min(items.length - 1, here + 1)]?.focus()
  else if (event.key === 'ArrowUp') items[Math.max(0, here - 1)]?.focus()
  else if (event.key === 'Home') items[0]?.focus()
  else if (event.key === 'End') items.at(-1)?.focus()
  else if (event.key === 'ArrowRight' && isOpen === 'false') turn()
  else if (event.key === 'ArrowRight' && isOpen === 'true') items[here + 1]?.focus()
  else if (event.key === 'ArrowLeft' && isOpen === 'true' && here > 0) turn()
  else if (event.key === 'ArrowLeft') upFrom(items, here)?.focus()
  else return
  event.preventDefault()
}

function upFrom(items: readonly HTMLElement[], here: number): HTMLElement | undefined {
  const depth = Number(items[here]?.getAttribute('aria-level'))
  return items.slice(0, here).findLast((item) => Number(item.getAttribute('aria-level')) < depth)
}
