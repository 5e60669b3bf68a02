import { type FormEvent, useState } from 'react'
import type { Day } from '../../shared/period.ts'
import { formatMonth } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { periodDays, periodTitle } from './period-title.ts'
import { isIncomplete, type PeriodText, rangeOf, reportingMonthOf } from './periods.ts'
import { Option, Picker } from './picker.tsx'

interface PeriodPickerProps {
  period: PeriodText
  /** Local day of the moment that the view shows. */
  today: Day
  onChoose: (period: PeriodText) => void
}

const RELATIVE = ['today', 'yesterday', 'thisWeek', 'lastWeek', 'thisMonth', 'lastMonth'] as const
const LONGER = ['thisQuarter', 'lastQuarter', 'thisYear', 'lastYear', '30d', '12m'] as const
const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const

/** Chooses the period: relative to today first, then by the calendar; a period that is not over says so. */
export function PeriodPicker({ period, today, onChoose }: PeriodPickerProps) {
  const words = useWords()
  const locale = useLocale()
  const isOpen = isIncomplete(rangeOf(period, today), today)
  const value = `${periodTitle(period, words, locale)}${isOpen ? `, ${words('analysis.period.incomplete')}` : ''}`
  return (
    <Picker label={words('analysis.period.label')} value={value} wide>
      {(shut) => {
        const choose = (chosen: PeriodText) => {
          onChoose(chosen)
          shut()
        }
        return (
          <div className="period-panel">
            <section aria-label={words('analysis.period.relative')}>
              <h3>{words('analysis.period.relative')}</h3>
              <div className="period-relative">
                {[RELATIVE, [...LONGER, `bc-${reportingMonthOf(today)}`]].map((column) => (
                  <div key={column[0]}>
                    {column.map((text) => (
                      <Option
                        key={text}
                        isChosen={text === period}
                        onChoose={() => choose(text)}
                        note={periodDays(text, today, words)}
                      >
                        {periodTitle(text, words, locale)}
                      </Option>
                    ))}
                  </div>
                ))}
              </div>
            </section>
            <Calendar period={period} today={today} onChoose={choose} />
          </div>
        )
      }}
    </Picker>
  )
}

function Calendar({ period, today, onChoose }: PeriodPickerProps) {
  const words = useWords()
  const locale = useLocale()
  const range = rangeOf(period, today)
  const [year, setYear] = useState(Number(range.from.slice(0, 4)))
  const [isReporting, setReporting] = useState(period.startsWith('bc-'))
  const monthText = (month: string) => `${isReporting ? 'bc-' : ''}${year}-${month}`
  const isAhead = (text: PeriodText) => rangeOf(text, today).from > today
  return (
    <section aria-label={words('analysis.period.absolute')} className="period-calendar">
      <h3>{words('analysis.period.absolute')}</h3>
      <p className="period-year">
        <button
          type="button"
          className="bar-button"
          aria-label={words('analysis.period.before')}
          onClick={() => setYear(year - 1)}
        >
          ‹
        </button>
        <button
          type="button"
          className="period-cell"
          aria-pressed={period === `${year}`}
          onClick={() => onChoose(`${year}`)}
        >
          {words('analysis.period.wholeYear', { year: `${year}` })}
        </button>
        <button
          type="button"
          className="bar-button"
          aria-label={words('analysis.period.after')}
          disabled={isAhead(`${year + 1}`)}
          onClick={() => setYear(year + 1)}
        >
          ›
        </button>
      </p>
      <div className="period-quarters">
        {(['1', '2', '3', '4'] as const).map((quarter) => (
          <Cell key={quarter} text={`${year}-Q${quarter}`} chosen={period} isAhead={isAhead} onChoose={onChoose}>
            {words('analysis.period.quarter', { n: ROMAN[quarter] })}
          </Cell>
        ))}
      </div>
      <div className="period-kinds">
        <button type="button" className="period-kind" aria-pressed={!isReporting} onClick={() => setReporting(false)}>
          {words('analysis.period.calendarMonths')}
        </button>
        <button
          type="button"
          className="period-kind"
          aria-pressed={isReporting}
          title={words('analysis.period.reportingNote')}
          onClick={() => setReporting(true)}
        >
          {words('analysis.period.reportingMonths')}
        </button>
      </div>
      <div className="period-months">
        {MONTHS.map((month) => (
          <Cell key={month} text={monthText(month)} chosen={period} isAhead={isAhead} onChoose={onChoose}>
            {formatMonth(`${year}-${month}`, locale)}
          </Cell>
        ))}
      </div>
      <Days from={range.from} to={range.to < today ? range.to : today} onChoose={onChoose} />
    </section>
  )
}

const ROMAN = { '1': 'I', '2': 'II', '3': 'III', '4': 'IV' } as const

interface CellProps {
  text: PeriodText
  chosen: PeriodText
  isAhead: (text: PeriodText) => boolean
  onChoose: (text: PeriodText) => void
  children: string
}

function Cell({ text, chosen, isAhead, onChoose, children }: CellProps) {
  return (
    <button
      type="button"
      className="period-cell"
      aria-pressed={text === chosen}
      disabled={isAhead(text)}
      onClick={() => onChoose(text)}
    >
      {children}
    </button>
  )
}

function Days({ from, to, onChoose }: { from: Day; to: Day; onChoose: (text: PeriodText) => void }) {
  const words = useWords()
  const [isWrong, setWrong] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [first, last] = [String(form.get('from')), String(form.get('to'))]
    const isRight = first !== '' && last !== '' && first <= last
    setWrong(!isRight)
    if (isRight) onChoose(`${first}..${last}`)
  }
  return (
    <form className="period-days" onSubmit={submit} noValidate>
      <label>
        {words('analysis.period.from')}
        <input type="date" name="from" defaultValue={from} />
      </label>
      <label>
        {words('analysis.period.to')}
        <input type="date" name="to" defaultValue={to} />
      </label>
      <button type="submit" className="button">
        {words('analysis.period.apply')}
      </button>
      {isWrong && (
        <p className="field-fault" role="alert">
          {words('analysis.period.wrong')}
        </p>
      )}
      <p className="dim">{words('analysis.period.zone')}</p>
    </form>
  )
}
