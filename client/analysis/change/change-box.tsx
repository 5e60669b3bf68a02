import { useState } from 'react'
import type { Change, ChangeQuery } from '../../../shared/change.ts'
import { type Day, dayOf } from '../../../shared/period.ts'
import type { Query } from '../../../shared/query.ts'
import { readChange } from '../../api/receipt.ts'
import { formatNumber } from '../../format/number.ts'
import { formatClock, formatDay } from '../../format/time.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { changeText, figureText, isBetter, unitOf } from '../figure-text.ts'
import { MomentForm } from '../moment-form.tsx'
import { RefusalNote } from '../refusal-note.tsx'
import { useFetched } from '../use-fetched.ts'
import { momentOf, offeredOn, type Since } from './moments.ts'

interface ChangeBoxProps {
  query: Query
  measure: string
  today: Day
  /** Seq of the newest delivery that counts in the figure. */
  lastSeq: number | null
}

/** Why a figure differs from an earlier reading: parts that add up, without a remainder. */
export function ChangeBox({ query, measure, today, lastSeq }: ChangeBoxProps) {
  const words = useWords()
  const [since, setSince] = useState<Since | 'other' | null>(null)
  const [other, setOther] = useState<ChangeQuery['from'] | null>(null)
  const from = since === 'other' ? other : since && momentOf(since, today, lastSeq)
  const asked = from && askedOf(query, measure, from)
  const { value, problem } = useFetched((signal) => {
    if (!asked) throw new Error('asked for nothing')
    return readChange(asked, signal)
  }, asked && JSON.stringify(asked))
  return (
    <section className="change-box" aria-label={words('analysisReceipt.change.title')}>
      <h3>{words('analysisReceipt.change.title')}</h3>
      <p className="change-since">
        {words('analysisReceipt.change.since')}
        {offeredOn(today).map((each) => (
          <button
            type="button"
            key={each}
            className="text-link"
            aria-pressed={since === each}
            disabled={each === 'delivery' && lastSeq === null}
            onClick={() => setSince(since === each ? null : each)}
          >
            {words(`analysisReceipt.change.${each}`)}
          </button>
        ))}
        <button
          type="button"
          className="text-link"
          aria-expanded={since === 'other'}
          onClick={() => setSince(since === 'other' ? null : 'other')}
        >
          {words('analysisReceipt.change.other')}
        </button>
      </p>
      {since === 'other' && (
        <MomentForm
          at={null}
          className="change-other"
          act={words('analysisReceipt.change.compare')}
          onChoose={setOther}
        />
      )}
      {asked && !value && !problem && <p role="status">{words('analysisReceipt.change.loading')}</p>}
      {problem && <RefusalNote problem={problem} shut={words('analysisReceipt.change.signIn')} />}
      {value && <Walk change={value} measure={measure} />}
    </section>
  )
}

function askedOf(query: Query, measure: string, from: ChangeQuery['from']): ChangeQuery {
  const { period, unit, where, units, basis, tree, at } = query
  return {
    measure,
    period,
    from,
    ...(at !== undefined && { to: at }),
    ...(unit !== undefined && { unit }),
    ...(where !== undefined && { where }),
    ...(units !== undefined && { units }),
    ...(basis !== undefined && { basis }),
    ...(tree !== undefined && { tree }),
  }
}

function Walk({ change: { before, after, delta, parts }, measure }: { change: Change; measure: string }) {
  const words = useWords()
  const locale = useLocale()
  const [was, is] = [before.figure.value, after.figure.value]
  const most = Math.max(...parts.map((part) => Math.abs(part.delta ?? 0)))
  const at = (seq: number, now: string) =>
    words('analysisReceipt.change.at', {
      seq: formatNumber(seq, locale),
      at: `${formatClock(new Date(now))} ${formatDay(dayOf(new Date(now)), true)}`,
    })
  if (was === null || is === null) return <p>{words('analysisReceipt.change.noBefore')}</p>
  return (
    <>
      <p className="change-walk">
        {words('analysisReceipt.change.walk', {
          before: figureText(measure, was, locale),
          after: figureText(measure, is, locale),
        })}
        <small className="side-small">{at(before.asOf.seq, before.asOf.now)}</small>
      </p>
      {parts.length === 0 && <p>{words('analysisReceipt.change.none')}</p>}
      {parts.length > 0 && (
        <table className="change-parts">
          <tbody>
            {parts.map(({ part, delta: moved, rows }) => (
              <tr key={part}>
                <th scope="row">
                  {words(`analysisReceipt.change.parts.${part}`)}
                  <small>{words('analysisReceipt.change.rows', { n: formatNumber(rows, locale) })}</small>
                  <i
                    className="change-bar"
                    style={{ inlineSize: `${most > 0 ? (Math.abs(moved ?? 0) / most) * 100 : 0}%` }}
                  />
                </th>
                <Delta measure={measure} delta={moved} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                {words('analysisReceipt.change.total')}
                {unitOf(measure) === 'fraction' && <small>{words('analysisReceipt.change.points')}</small>}
              </th>
              <Delta measure={measure} delta={delta} />
            </tr>
          </tfoot>
        </table>
      )}
    </>
  )
}

function Delta({ measure, delta }: { measure: string; delta: number | null }) {
  const locale = useLocale()
  if (delta === null) return <td>–</td>
  const better = isBetter(measure, delta)
  return (
    <td className="change-delta" data-better={better ?? undefined}>
      {changeText(measure, delta, locale)}
    </td>
  )
}
