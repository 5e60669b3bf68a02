import { useMemo } from 'react'
import type { Cell } from '../../shared/answer.ts'
import type { Day } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import { readUnits } from '../api/units.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { figureText } from './figure-text.ts'
import { cellIn } from './table-rows.ts'
import { groupsOf, type TreeUnit } from './tree-groups.ts'
import { useAnswer } from './use-answer.ts'
import { useFetched } from './use-fetched.ts'

/** What stands beside the names: a measure, and the rest of its question. */
export interface TreeAsked {
  measure: string
  question: Omit<Query, 'measures' | 'by' | 'unit' | 'level'>
  /** The figure of the home unit, which the table has asked already. */
  whole: Cell | null
}

/** The name needs the room; the chosen measure says what the numbers are. */
const PERCENT = /\s?%$/

interface BranchProps {
  unit: TreeUnit
  /** The figure beside the name; null while it is counted. */
  cell?: Cell | null
  /** The unit whose children hold this area's. */
  above?: string
  depth: number
  asked: TreeAsked
  on: Day
  current: string | null
  opened: ReadonlySet<string>
  onTurn: (unit: string) => void
  onChoose: (unit: string, isArea: boolean) => void
}

/** A unit of the tree and, once opened, what stands under it. Children and their figures are asked for at that moment. */
export function Branch(props: BranchProps) {
  const { unit, cell = null, depth, asked, current, opened, onTurn, onChoose } = props
  const words = useWords()
  const locale = useLocale()
  const isOpen = unit.hasChildren !== false && opened.has(unit.id)
  const shown = depth === 0 ? asked.whole : cell
  return (
    <div className="tree-node" role="none">
      <div
        className="tree-line"
        data-current={unit.id === current || undefined}
        style={{ paddingLeft: `${0.3 + depth * 0.9}em` }}
      >
        {unit.hasChildren !== false && depth > 0 ? (
          <button
            type="button"
            className="tree-turn"
            tabIndex={-1}
            aria-label={words(isOpen ? 'analysis.tree.shut' : 'analysis.tree.open', { name: unit.name })}
            onClick={() => onTurn(unit.id)}
          >
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
          </button>
        ) : (
          <span className="tree-turn" />
        )}
        <button
          type="button"
          className="tree-name"
          role="treeitem"
          data-tree-item
          tabIndex={unit.id === current || (depth === 0 && current === null) ? 0 : -1}
          aria-level={depth + 1}
          aria-expanded={unit.hasChildren === false ? undefined : isOpen}
          aria-selected={unit.id === current}
          title={unit.straddles ? `${unit.name} (${words('analysis.tree.straddles')})` : unit.name}
          onClick={() => onChoose(unit.id, unit.isArea)}
        >
          <span className="tree-text">
            {unit.name}
            {unit.straddles && <span aria-hidden="true"> *</span>}
          </span>
          <span className="tree-value">
            {shown &&
              (shown.value === null ? '–' : figureText(asked.measure, shown.value, locale).replace(PERCENT, ''))}
          </span>
        </button>
      </div>
      {isOpen && <Children {...props} />}
    </div>
  )
}

function Children({ unit, above, depth, asked, on, current, opened, onTurn, onChoose }: BranchProps) {
  const words = useWords()
  const parent = unit.isArea && above !== undefined ? above : unit.id
  const { value } = useFetched(() => readUnits({ under: parent, on }), `${parent} ${on}`)
  const groups = useMemo(
    () => (value ? groupsOf(value, unit.isArea ? unit.id : null) : null),
    [value, unit.isArea, unit.id],
  )
  const common = { measures: [asked.measure], by: ['unit'], ...asked.question, empty: true }
  const figures = useAnswer(value && value.length > 0 ? { ...common, unit: parent } : null)
  const hasAreas = groups?.some(({ title }) => title === 'areas') ?? false
  const areas = useAnswer(hasAreas ? { ...common, unit: parent, level: 'district', units: 'now' } : null)
  const cells = useMemo(
    () =>
      new Map(
        [...(areas.rows ?? []), ...(figures.rows ?? [])].map((row) => [String(row.unit), cellIn(row, asked.measure)]),
      ),
    [areas.rows, figures.rows, asked.measure],
  )
  if (!groups) return <p className="tree-wait dim">{words('analysis.tree.loading')}</p>
  return groups.map(({ title, units }) => (
    // biome-ignore lint/a11y/useSemanticElements: a group of a tree, not of a form
    <div key={title ?? ''} role="group" aria-label={title ? words(`analysis.tree.${title}`) : unit.name}>
      {title && groups.length > 1 && (
        <p className="tree-head" style={{ paddingLeft: `${1.2 + depth * 0.9}em` }}>
          {words(`analysis.tree.${title}`)}
        </p>
      )}
      {units.map((child) => (
        <Branch
          key={child.id}
          unit={child}
          cell={cells.get(child.id) ?? null}
          above={parent}
          depth={depth + 1}
          asked={asked}
          on={on}
          current={current}
          opened={opened}
          onTurn={onTurn}
          onChoose={onChoose}
        />
      ))}
    </div>
  ))
}
