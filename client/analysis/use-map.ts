import { useMemo } from 'react'
import type { BoundaryCollection } from '../../shared/api.ts'
import { readBoundaries } from '../api/boundaries.ts'
import type { FigureState } from '../state/answers.ts'
import { tableQuery } from './questions.ts'
import { useAnswer } from './use-answer.ts'
import { useFetched } from './use-fetched.ts'
import type { Subject } from './use-subject.ts'
import type { TableState } from './use-table.ts'
import type { ViewState } from './view.ts'

/** The shapes of a view's units with their figures; null where there are no shapes on that day. */
export function useMap(
  view: ViewState,
  subject: Subject,
  table: TableState,
): { boundaries: BoundaryCollection; figure: FigureState } | null {
  const { home, on, unit, split, isReady } = subject
  const { value } = useFetched(() => readBoundaries({ on }), home === null ? null : `${home.unit} ${on}`)
  const hasShapes = (value?.features.length ?? 0) > 0
  const isOwn = split !== 'commune' && split !== 'unit'
  const isSmall = unit?.level === 'commune' || unit?.level === 'department'
  const query = tableQuery(isSmall ? { ...view, unit: null } : view, 'commune', [view.measure])
  const asked = useAnswer(isReady && hasShapes && isOwn ? query : null)
  const figure = isOwn ? asked : table.figure
  const isHome = view.unit === null || isSmall
  return useMemo(() => {
    if (!value || !hasShapes) return null
    const inside = new Set(figure.rows?.map((row) => row.unit))
    const features = isHome ? value.features : value.features.filter(({ properties }) => inside.has(properties.unit))
    return features.length === 0 ? null : { boundaries: { ...value, features }, figure }
  }, [value, hasShapes, figure, isHome])
}
