import type { Cell } from '../../shared/answer.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { figureText } from './figure-text.ts'

const SHAPES = { met: '●', near: '▲', missed: '◆' } as const

/** How a figure stands to its target, as a shape with its word. Nothing where no target holds. */
export function StandingSign({ cell, measure }: { cell: Cell; measure: string }) {
  const words = useWords()
  const locale = useLocale()
  const { standing, target } = cell
  if (standing !== 'met' && standing !== 'near' && standing !== 'missed') return null
  const word = words(`analysis.table.standings.${standing}`)
  const aim =
    target === undefined ? '' : `, ${words('analysis.table.targetIs', { n: figureText(measure, target, locale) })}`
  return (
    <span className="standing-sign" data-standing={standing} title={word + aim}>
      <span aria-hidden="true">{SHAPES[standing]}</span>
      <span className="visually-hidden">{word + aim}</span>
    </span>
  )
}
