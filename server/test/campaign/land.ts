import type { Row } from '../../../shared/datasets/dataset.ts'
import type { Day } from '../../../shared/period.ts'

/**
 * A province on both sides of 1 July 2025, told twice: as rows of the `units` dataset, and as the plain functions below,
 * which share nothing with the product's own tree.
 *
 * Until 30 June: district d1 with communes a1, a2, a3 and district d2 with b1, b2. From 1 July: a1 and a2 are x, a3 is split
 * into y and z, b1 joins z, b2 goes on under the province. e is a department, w belongs to another province.
 */
export const MERGER: Day = '2025-07-01'
const EVE: Day = '2025-06-30'

/** How a3 was split, as it was believed first and as it was put right later. */
export interface Land {
  toY: number
}
export const AT_FIRST: Land = { toY: 1 }
export const PUT_RIGHT: Land = { toY: 0.6 }

export const UNITS = ['a1', 'a2', 'a3', 'b1', 'b2', 'x', 'y', 'z', 'e', 'p', 'w'] as const

/** Rows of the `units` dataset that say how a land lies. */
export function landRows({ toY }: Land): Row[] {
  const unit = (id: string, level: string, more: Row = {}): Row => ({
    unit: id,
    tree: 'main',
    level,
    name: id,
    ...more,
  })
  const old = (id: string, parent: string, becomes: string) =>
    unit(id, 'commune', { parent, to: EVE, becomes, becomesOn: MERGER })
  const fresh = (id: string) => unit(id, 'commune', { parent: 'p', from: MERGER })
  return [
    unit('p', 'province'),
    unit('q', 'province'),
    unit('d1', 'district', { parent: 'p', to: EVE }),
    unit('d2', 'district', { parent: 'p', to: EVE }),
    old('a1', 'd1', 'x'),
    old('a2', 'd1', 'x'),
    old('a3', 'd1', toY === 1 ? 'y' : `y*${toY}; z*${Math.round((1 - toY) * 100) / 100}`),
    old('b1', 'd2', 'z'),
    unit('b2', 'commune', { parent: 'd2', to: EVE }),
    unit('b2', 'commune', { parent: 'p', from: MERGER }),
    ...['x', 'y', 'z'].map(fresh),
    unit('e', 'department', { parent: 'p' }),
    unit('w', 'commune', { parent: 'q' }),
  ]
}

const PARENTS: Readonly<Record<string, string>> = {
  ...{ a1: 'd1', a2: 'd1', a3: 'd1', b1: 'd2', d1: 'p', d2: 'p', e: 'p', w: 'q', x: 'p', y: 'p', z: 'p' },
}

/** The units above one on a day, nearest first, itself in front. */
export function chainOf(unit: string, day: Day): string[] {
  const parent = unit === 'b2' ? (day < MERGER ? 'd2' : 'p') : PARENTS[unit]
  return parent === undefined ? [unit] : [unit, ...chainOf(parent, day)]
}

/** What became of a unit's rows after the merger, and how much of them. */
export function heirs(unit: string, { toY }: Land): { unit: string; weight: number }[] {
  if (unit === 'a1' || unit === 'a2') return [{ unit: 'x', weight: 1 }]
  if (unit === 'b1') return [{ unit: 'z', weight: 1 }]
  if (unit !== 'a3') return [{ unit, weight: 1 }]
  const rest = Math.round((1 - toY) * 100) / 100
  return [{ unit: 'y', weight: toY }, ...(rest > 0 ? [{ unit: 'z', weight: rest }] : [])]
}
