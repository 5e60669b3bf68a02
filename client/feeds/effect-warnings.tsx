import type { EffectWarning } from '../../shared/batch.ts'
import { formatNumber } from '../format/number.ts'
import { formatPeriodName } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { Mark } from '../ui/mark.tsx'
import { figureText, shortTitle } from './effect-figures.ts'
import './effect.css'

const AT_ONCE = 3

/** What an officer must not overlook, at the top of the effect: one plain sentence each, with its numbers. */
export function EffectWarnings({ warnings }: { warnings: readonly EffectWarning[] }) {
  const words = useWords()
  const tell = useWarningWords()
  if (warnings.length === 0) return null
  const first = warnings.slice(0, AT_ONCE)
  const rest = warnings.slice(AT_ONCE)
  const line = (warning: EffectWarning) => {
    const { tone, title, note } = tell(warning)
    return (
      <li key={`${warning.kind} ${warning.measure} ${warning.unit} ${warning.period}`} data-tone={tone}>
        <Mark tone={tone}>{title}</Mark>
        <span>{note}</span>
      </li>
    )
  }
  return (
    <section
      className="effect-warnings"
      id="effect-warnings"
      tabIndex={-1}
      aria-label={words('outcome.warnings.title')}
    >
      <ul>{first.map(line)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{words('outcome.warnings.more', { n: `${rest.length}` })}</summary>
          <ul>{rest.map(line)}</ul>
        </details>
      )}
    </section>
  )
}

/** A warning as a title and a sentence. */
export interface ToldWarning {
  tone: 'bad' | 'watch'
  title: string
  note: string
}

/** The words of a warning. */
export function useWarningWords(): (warning: EffectWarning) => ToldWarning {
  const words = useWords()
  const locale = useLocale()
  const n = (value: number | null) => formatNumber(value ?? 0, locale)
  const month = (name: string | null | undefined) => (name ? formatPeriodName(name, locale) : '')
  return ({ kind, measure, unitName, period, value, usual, expected }) => {
    switch (kind) {
      case 'otherMonth':
        return {
          tone: 'bad',
          title: words('outcome.warnings.otherMonth'),
          note: words('outcome.warnings.otherMonthNote', {
            n: n(value),
            all: n(usual),
            period: month(period),
            expected: month(expected),
          }),
        }
      case 'doubled':
        return {
          tone: 'bad',
          title: words('outcome.warnings.doubled'),
          note: words('outcome.warnings.doubledNote', { n: n(value), held: n(usual), period: month(period) }),
        }
      case 'closes':
        return {
          tone: 'bad',
          title: words('outcome.warnings.closes'),
          note: words('outcome.warnings.closesNote', { n: n(value), held: n(usual) }),
        }
      case 'nothingNew':
        return {
          tone: 'watch',
          title: words('outcome.warnings.nothingNew'),
          note: words('outcome.warnings.nothingNewNote', { n: n(value) }),
        }
      case 'jump':
        return {
          tone: 'watch',
          title: words((value ?? 0) > (usual ?? 0) ? 'outcome.warnings.high' : 'outcome.warnings.low'),
          note: words('outcome.warnings.jumpNote', {
            measure: shortTitle(measure ?? '', locale),
            unit: unitName ?? '',
            period: month(period),
            value: figureText(value, measure ?? '', locale) ?? '',
            usual: figureText(usual, measure ?? '', locale) ?? '',
          }),
        }
    }
  }
}
