import { useEffect, useState } from 'react'
import type { Batch } from '../../../shared/batch.ts'
import { readSheetWindow } from '../../api/batch-files.ts'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useRead } from '../../ui/use-read.ts'
import type { FaultGroup } from './fault-groups.ts'
import { SheetTable } from './sheet-table.tsx'

const ROWS = 24
/** Rows shown above the first faulty one, so that it stands among its neighbours. */
const ABOVE = 2

interface SheetViewProps {
  batch: Batch
  /** The faults whose rows are shown. */
  group: FaultGroup | null
}

/** The officer's sheet as he knows it, at the rows of the chosen fault, faulty cells marked. */
export function SheetView({ batch, group }: SheetViewProps) {
  const words = useWords()
  const locale = useLocale()
  const [isFaulty, setIsFaulty] = useState(false)
  const [sheet, setSheet] = useState(() => sheetOf(batch, group))
  const [from, setFrom] = useState(() => firstRow(group))
  const [trail, setTrail] = useState<readonly number[]>([])
  const key = group?.key ?? ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: another fault was chosen, nothing else moves the sheet
  useEffect(() => {
    setSheet(sheetOf(batch, group))
    setFrom(firstRow(group))
    setTrail([])
  }, [key])
  const asked = { sheet, from, rows: ROWS, faulty: isFaulty }
  const read = useRead(
    (signal) => readSheetWindow(batch.id, asked, signal),
    `${batch.id} ${batch.mappingVersion} ${sheet} ${from} ${isFaulty}`,
  )
  const shown = read.value
  const go = (to: number) => {
    setTrail([...trail, from])
    setFrom(to)
  }
  const back = () => {
    const last = trail.at(-1)
    setFrom(last ?? Math.max(1, from - ROWS))
    setTrail(trail.slice(0, -1))
  }
  return (
    <section className="panel sheet" aria-labelledby="sheet-title" aria-busy={read.isAsking}>
      <header className="panel-head">
        <h2 id="sheet-title">{words('delivery.sheet.title')}</h2>
        {shown && shown.sheets.length > 1 && (
          <select
            aria-label={words('delivery.sheet.which')}
            value={sheet}
            onChange={(event) => {
              setSheet(Number(event.target.value))
              setFrom(1)
              setTrail([])
            }}
          >
            {shown.sheets.map(({ index, name }) => (
              <option key={index} value={index}>
                {name}
              </option>
            ))}
          </select>
        )}
        <label className="choice sheet-only">
          <input
            type="checkbox"
            checked={isFaulty}
            onChange={(event) => {
              setIsFaulty(event.target.checked)
              setFrom(1)
              setTrail([])
            }}
          />{' '}
          {words('delivery.sheet.onlyFaulty')}
        </label>
        <p className="sheet-pages">
          <button type="button" className="button" disabled={from <= 1 && trail.length === 0} onClick={back}>
            {words('delivery.sheet.before')}
          </button>{' '}
          <button
            type="button"
            className="button"
            disabled={shown?.next == null}
            onClick={() => shown?.next != null && go(shown.next)}
          >
            {words('delivery.sheet.after')}
          </button>
        </p>
      </header>
      {read.problem && <ProblemNote problem={read.problem} onRetry={read.reload} />}
      {!shown && !read.problem && <p className="blank">{words('delivery.sheet.loading')}</p>}
      {shown && shown.rows.length === 0 && (
        <p className="blank">{words(isFaulty ? 'delivery.sheet.noFaulty' : 'delivery.sheet.noRows')}</p>
      )}
      {shown && shown.rows.length > 0 && <SheetTable window={shown} rule={group?.rule ?? null} />}
      {shown?.columns.some(({ hidden }) => hidden) && (
        <p className="panel-note">
          {words('delivery.sheet.hidden', {
            n: formatNumber(shown.columns.filter(({ hidden }) => hidden).length, locale),
          })}
        </p>
      )}
    </section>
  )
}

function sheetOf({ mapping }: Batch, group: FaultGroup | null): number {
  const named = group?.sheet == null ? -1 : mapping.findIndex(({ sheet }) => sheet === group.sheet)
  return named >= 0
    ? named
    : Math.max(
        0,
        mapping.findIndex(({ skipped }) => skipped === undefined),
      )
}

function firstRow(group: FaultGroup | null): number {
  const rows = group?.values.flatMap(({ firstRows }) => firstRows) ?? []
  return rows.length === 0 ? 1 : Math.max(1, Math.min(...rows) - ABOVE)
}
