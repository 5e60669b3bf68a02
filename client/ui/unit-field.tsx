import { type KeyboardEvent, useState } from 'react'
import type { UnitItem } from '../../shared/api.ts'
import type { Level } from '../../shared/units.ts'
import { readUnit, readUnits } from '../api/units.ts'
import { useWords } from '../i18n/provider.tsx'
import { Field } from './field.tsx'
import { ProblemNote } from './problem-note.tsx'
import { useRead } from './use-read.ts'
import { useSettled } from './use-settled.ts'
import './unit-field.css'

const MOST = 8

interface UnitFieldProps {
  unit: UnitItem | null
  onChange: (unit: UnitItem | null) => void
  /** Default: the unit of a source. */
  label?: string | undefined
  hint?: string | undefined
}

/** Finds a unit as somebody types its name, with or without accents, or its code. */
export function UnitField({ unit, onChange, label, hint }: UnitFieldProps) {
  const words = useWords()
  const said = { label: label ?? words('feeds.form.unit'), hint: hint ?? words('feeds.form.unitNew') }
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const asked = useSettled(text.trim(), 180)
  const found = useRead((signal) => findUnits(asked, signal), asked.length >= 2 && !unit ? asked : null)
  const isOpen = !unit && asked.length >= 2 && asked === text.trim() && found.value !== null && !found.isAsking
  const units = isOpen ? (found.value ?? []) : []
  const pick = (picked: UnitItem) => {
    onChange(picked)
    setText('')
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const here = units[active]
    if (step !== undefined && units.length > 0) setActive((active + step + units.length) % units.length)
    else if (event.key === 'Enter' && here) pick(here.unit)
    else if (event.key === 'Escape') setText('')
    else return
    event.preventDefault()
  }
  if (unit) return <ChosenUnit unit={unit} said={said} onClear={() => onChange(null)} />
  return (
    <Field {...said}>
      {(field) => (
        <div className="type-ahead">
          <input
            {...field}
            role="combobox"
            aria-expanded={units.length > 0}
            aria-controls={`${field.id}-list`}
            aria-activedescendant={units.length > 0 ? `${field.id}-${active}` : undefined}
            aria-autocomplete="list"
            autoComplete="off"
            placeholder={words('feeds.form.unitHint')}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setActive(0)
            }}
            onKeyDown={press}
          />
          <p className="visually-hidden" role="status">
            {isOpen && words('feeds.form.unitFound', { n: `${units.length}` })}
          </p>
          {isOpen && units.length === 0 && <p className="field-fault">{words('feeds.form.unitNone')}</p>}
          {found.problem && <ProblemNote problem={found.problem} onRetry={found.reload} />}
          <div id={`${field.id}-list`} role="listbox" aria-label={said.label} hidden={units.length === 0}>
            {units.map(({ unit: item, above }, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, as comboboxes have them
              <div
                key={item.id}
                id={`${field.id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                onClick={() => pick(item)}
              >
                {item.name} <small>{[above, item.code ?? item.agencyCode].filter(Boolean).join(' · ')}</small>
              </div>
            ))}
          </div>
        </div>
      )}
    </Field>
  )
}

interface ChosenUnitProps {
  unit: UnitItem
  said: { label: string; hint: string }
  onClear: () => void
}

function ChosenUnit({ unit, said, onClear }: ChosenUnitProps) {
  const words = useWords()
  return (
    <Field {...said}>
      {(field) => (
        <button
          {...field}
          type="button"
          className="chosen-unit"
          title={words('feeds.form.unitClear')}
          onClick={onClear}
        >
          <span>
            {unit.name} <small>{words(`feeds.levels.${unit.level as Level}`)}</small>
          </span>
          <span aria-hidden="true">✕</span>
          <span className="visually-hidden">{words('feeds.form.unitClear')}</span>
        </button>
      )}
    </Field>
  )
}

interface FoundUnit {
  unit: UnitItem
  /** Name of the unit under which it stands; null at the top. */
  above: string | null
}

const names = new Map<string, Promise<UnitItem>>()

/** The first units of that name or code, with what lies above them: many communes share a name. */
async function findUnits(text: string, signal: AbortSignal): Promise<FoundUnit[]> {
  const units = (await readUnits({ q: text }, signal)).slice(0, MOST)
  return Promise.all(units.map(async (unit) => ({ unit, above: unit.parent ? await nameOf(unit.parent) : null })))
}

async function nameOf(id: string): Promise<string> {
  const known = names.get(id) ?? readUnit(id)
  names.set(id, known)
  return known.then(
    ({ name }) => name,
    (error: unknown) => {
      names.delete(id)
      throw error
    },
  )
}
