import { expect, it } from 'vitest'
import type { Reconciliation } from '../../../shared/reconciliation.ts'
import { differingOf, reconcilableOf } from './reconcilable.ts'

const reports = (title: string, value: number | null, difference: number | null, units?: object) => ({
  feed: title,
  title,
  owner: 'Văn phòng UBND',
  basis: 'reports',
  figure: { value },
  difference,
  ...(units && { units }),
})
const line = (measure: string, rows: number | null, ...others: object[]) => ({
  measure,
  sources: [{ feed: 'rows', title: 'Hồ sơ từng dòng', owner: null, figure: { value: rows }, difference: 0 }, ...others],
})
const said = (...rows: object[]) => ({ rows }) as unknown as Reconciliation

it('compares a rate by the counts of which it is made, each once', () => {
  expect(reconcilableOf('dossiers.onTimeRate')).toEqual(['dossiers.early', 'dossiers.onTime', 'dossiers.late'])
  expect(reconcilableOf('dossiers.received')).toEqual(['dossiers.received'])
})

it('compares nothing with nothing: published scores have no rows of ours', () => {
  expect(reconcilableOf('index.total')).toEqual([])
  expect(reconcilableOf('no.such')).toEqual([])
})

it('sets a report of five communes against the rows of those five, the largest difference first', () => {
  // 53 − 43 = 10 and 325 − 218 = 107, not 325 − 7,012
  const found = differingOf(
    said(
      line('dossiers.late', 620, reports('Báo cáo', 53, 10, { spoken: 5, all: 42, rows: 43 })),
      line('dossiers.early', 7012, reports('Báo cáo', 325, 107, { spoken: 5, all: 42, rows: 218 })),
    ),
  )
  expect(found.map(({ rows, said, difference }) => [rows, said, difference])).toEqual([
    [218, 325, 107],
    [43, 53, 10],
  ])
  expect(found[0]?.units).toEqual({ spoken: 5, all: 42 })
})

it('says nothing of sources that agree or are silent', () => {
  expect(
    differingOf(
      said(
        line('dossiers.late', 620, reports('Báo cáo', 620, 0)),
        line('dossiers.early', 7, reports('Khác', null, null)),
      ),
    ),
  ).toEqual([])
})

it('speaks of all units where the source does', () => {
  const [found] = differingOf(said(line('dossiers.late', 620, reports('Báo cáo', 600, -20))))
  expect(found).toEqual({
    measure: 'dossiers.late',
    title: 'Báo cáo',
    owner: 'Văn phòng UBND',
    rows: 620,
    said: 600,
    difference: -20,
  })
})
