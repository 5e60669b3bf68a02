import { type FormEvent, useState } from 'react'
import type { UnitItem } from '../../../shared/api.ts'
import type { Repair } from '../../../shared/batch.ts'
import { repairBatch } from '../../api/batch-files.ts'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { UnitField } from '../../ui/unit-field.tsx'
import { useAct } from '../../ui/use-act.ts'

const OTHER = '\u0000other'
const NONE = '\u0000none'
/** Repairs that turn a whole column one way: their first choice is the one that heals. */
const DECIDED = ['dates', 'numbers', 'encoding']

interface RepairFormProps {
  batch: string
  repair: Repair
  /** How many rows it heals. */
  rows: number
  /** Nothing counts before it is repaired. */
  isNeeded: boolean
  onRepaired: () => void
}

/** One repair for a whole group: a likely value, any other, and one button. */
export function RepairForm({ batch, repair, rows, isNeeded, onRepaired }: RepairFormProps) {
  const words = useWords()
  const locale = useLocale()
  const { choices, open, kind, answer } = repair
  const [picked, setPicked] = useState(
    choices.length === 0 ? OTHER : DECIDED.includes(kind) ? (choices[0]?.value ?? NONE) : NONE,
  )
  const [typed, setTyped] = useState('')
  const [unit, setUnit] = useState<UnitItem | null>(null)
  const [isTried, setIsTried] = useState(false)
  const act = useAct()
  const isOther = picked === OTHER
  const given = kind === 'unit' ? unit?.id : typed.trim() || undefined
  const value = isOther ? given : picked === NONE ? undefined : picked
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (value === undefined) return
    const problem = await act.run(async () => void (await repairBatch(batch, { [answer]: value })))
    if (!problem) onRepaired()
  }
  const label = words(`delivery.repair.${kind}`)
  return (
    <form className="repair" onSubmit={(event) => void submit(event)} noValidate>
      {choices.length > 0 && (
        <select aria-label={label} value={picked} onChange={(event) => setPicked(event.target.value)}>
          {picked === NONE && <option value={NONE}>{label}…</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
          {open && (
            <option value={OTHER}>
              {words(kind === 'unit' ? 'delivery.repair.otherUnit' : 'delivery.repair.other')}
            </option>
          )}
        </select>
      )}
      {isOther && open && kind === 'unit' && <UnitField unit={unit} onChange={setUnit} label={label} hint="" />}
      {isOther && open && kind !== 'unit' && (
        <input
          aria-label={label}
          placeholder={words('delivery.repair.typed')}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <button type="submit" className={isNeeded ? 'button primary' : 'button'} disabled={act.isBusy}>
        {rows > 1 ? words('delivery.repair.all', { n: formatNumber(rows, locale) }) : words('delivery.repair.one')}
      </button>
      {isTried && value === undefined && (
        <p className="field-fault" role="alert">
          {words('delivery.repair.need')}
        </p>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
    </form>
  )
}
