import { type KeyboardEvent, useRef, useState } from 'react'
import { findMeasure } from '../../shared/measures/list.ts'
import { formatDay } from '../format/time.ts'
import { titleOf, useLocale, useWords } from '../i18n/provider.tsx'
import { findMeasures, partsOf } from './measure-groups.ts'
import { Picker } from './picker.tsx'

interface MeasurePickerProps {
  measure: string
  onChoose: (measure: string) => void
}

/** Chooses what is counted, with its definition beside the list before anybody relies on it. */
export function MeasurePicker({ measure, onChoose }: MeasurePickerProps) {
  const words = useWords()
  const locale = useLocale()
  return (
    <Picker label={words('analysis.measure.label')} value={titleOf(measure, locale)} wide>
      {(shut) => (
        <MeasureList
          measure={measure}
          onChoose={(chosen) => {
            onChoose(chosen)
            shut()
          }}
        />
      )}
    </Picker>
  )
}

function MeasureList({ measure, onChoose }: MeasurePickerProps) {
  const words = useWords()
  const locale = useLocale()
  const [text, setText] = useState('')
  const [looked, setLooked] = useState(measure)
  const list = useRef<HTMLDivElement>(null)
  const groups = findMeasures(text, locale)
  const inOrder = groups.flatMap(({ measures }) => measures.map(({ id }) => id))
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && inOrder.length > 0) {
      event.preventDefault()
      const next = inOrder[(inOrder.indexOf(looked) + step + inOrder.length) % inOrder.length] ?? looked
      setLooked(next)
      list.current?.querySelector(`[data-measure="${CSS.escape(next)}"]`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && inOrder.includes(looked)) {
      event.preventDefault()
      onChoose(looked)
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the field, as comboboxes have them
    <div className="measure-panel" onKeyDown={press}>
      <input
        data-first
        type="search"
        aria-label={words('analysis.measure.search')}
        placeholder={words('analysis.measure.search')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setLooked(findMeasures(event.target.value, locale)[0]?.measures[0]?.id ?? measure)
        }}
      />
      <div ref={list} className="measure-list">
        {groups.length === 0 && <p className="dim">{words('analysis.measure.none')}</p>}
        {groups.map(({ group, measures }) => (
          <section key={group} aria-label={words(`analysis.measure.groups.${group}`)}>
            <h3>{words(`analysis.measure.groups.${group}`)}</h3>
            {measures.map(({ id, title }) => (
              <button
                key={id}
                type="button"
                className="picker-option"
                tabIndex={-1}
                data-measure={id}
                data-looked={id === looked || undefined}
                aria-pressed={id === measure}
                onPointerEnter={() => setLooked(id)}
                onClick={() => onChoose(id)}
              >
                {title[locale]}
              </button>
            ))}
          </section>
        ))}
      </div>
      <Definition measure={looked} />
    </div>
  )
}

/** What a measure counts, by which law, and which direction is good. */
function Definition({ measure }: { measure: string }) {
  const words = useWords()
  const locale = useLocale()
  const found = findMeasure(measure)
  if (!found) return null
  const parts = partsOf(found, locale)
  const minimum = found.kind === 'rate' ? found.minimum : undefined
  return (
    <aside className="measure-definition" aria-live="polite">
      <h3>{found.title[locale]}</h3>
      {parts && <p>{words('analysis.measure.of', parts)}</p>}
      <p>{words(`analysis.measure.better.${found.better}`)}</p>
      {minimum !== undefined && <p>{words('analysis.measure.minimum', { n: `${minimum}` })}</p>}
      <p className="dim">{found.source}</p>
      <p className="dim">
        {words('analysis.measure.from', { version: `${found.version}`, day: formatDay(found.validFrom, true) })}
      </p>
    </aside>
  )
}
