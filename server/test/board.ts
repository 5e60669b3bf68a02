import type { Answer, FigureRow, SourceState } from '../../shared/answer.ts'
import { type Day, dayOf } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Clock } from '../clock.ts'
import type { Figures } from '../figures/figures.ts'
import type { Commit, Touched } from '../ledger/ledger.ts'

/**
 * Figures in memory, for tests of the live protocol alone: dossiers received by unit, and overdue ones by their due day.
 * A unit is asked by `unit`, all of them by `by: ['unit']`.
 */
export interface Board {
  figures: Pick<Figures, 'answer' | 'reach' | 'sources'>
  /** How many answers were computed so far. */
  asked(): number
  /** More dossiers of a unit, and the commit that says so. */
  receive(unit: string, count: number): Commit
  /** A delivery that changes nothing but the time of its feed. */
  deliverNothing(): Commit
  /** A dossier that is due on a day and stays open. */
  owe(due: Day): void
  setSource(source: SourceState): void
  /** Every answer from now on throws this; null ends it. */
  breakWith(error: Error | null): void
}

/** @param start - dossiers received by unit */
export function createBoard(clock: Clock, start: Record<string, number> = {}): Board {
  const received = new Map(Object.entries(start))
  const due: Day[] = []
  const sources = new Map<string, SourceState>()
  let seq = 1
  let asked = 0
  let broken: Error | null = null

  function cells(query: Query, unit: string | undefined): FigureRow {
    const count = unit === undefined ? [...received.values()].reduce((a, b) => a + b, 0) : (received.get(unit) ?? 0)
    const overdue = due.filter((day) => day < dayOf(clock.now())).length
    return Object.fromEntries(
      query.measures.map((measure) => [measure, { value: measure === 'dossiers.overdue' ? overdue : count }]),
    )
  }

  function visible({ units }: Scope): string[] {
    return [...received.keys()].filter((unit) => units === 'all' || units.includes(unit))
  }

  function commit(touched: Touched): Commit {
    seq += 1
    return { seq, at: clock.now().toISOString(), batch: `b${seq}`, datasets: touched.datasets, touched }
  }

  return {
    figures: {
      async answer(query, scope): Promise<Answer> {
        asked += 1
        const asOf = { seq, now: clock.now().toISOString(), committedAt: null }
        if (broken) throw broken
        const byUnit = query.by?.includes('unit')
        const rows = byUnit
          ? visible(scope).map((unit) => ({ unit, ...cells(query, unit) }))
          : [cells(query, query.unit)]
        return { asOf, rows, sources: [...sources.values()] }
      },
      async reach(query, scope) {
        return {
          datasets: ['dossiers'],
          units: new Set(query.unit === undefined ? visible(scope) : [query.unit]),
          moves: query.measures.includes('dossiers.overdue') || 'name' in query.period,
        }
      },
      sources: async () => [...sources.values()],
    },
    asked: () => asked,
    receive(unit, count) {
      received.set(unit, (received.get(unit) ?? 0) + count)
      const today = dayOf(clock.now())
      return commit({ datasets: ['dossiers'], units: [unit], days: { from: today, to: today } })
    },
    deliverNothing: () => commit({ datasets: ['dossiers'], units: [], days: null }),
    owe: (day) => due.push(day),
    setSource: (source) => sources.set(source.feed, source),
    breakWith(error) {
      broken = error
    },
  }
}
