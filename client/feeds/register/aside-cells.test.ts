import { expect, it } from 'vitest'
import type { Issue } from '../../../shared/batch.ts'
import { changedCells, repairable } from './aside-cells.ts'

const issue = (column: string): Issue => ({
  rule: 'unit.unknown',
  severity: 'error',
  params: {},
  sheet: null,
  column,
  value: null,
  rows: 1,
  firstRows: [1],
  message: '',
  suggestion: null,
})
const names = (columns: readonly { name: string }[]) => columns.map(({ name }) => name)

it('offers the cells at fault first, then those that the row has, and never its code', () => {
  const { faulty, others } = repairable({
    dataset: 'dossiers',
    issues: [issue('resolvingUnit'), issue('code')],
    cells: { resolvingUnit: 'Phường Chưa Có', status: '4', code: 'x' },
  })
  expect(names(faulty)).toEqual(['resolvingUnit'])
  expect(names(others)).toEqual(['status'])
})

it('sends what was changed alone, an emptied cell as nothing', () => {
  const cells = { status: '4', dueAt: '2026-11-30', digitised: true, field: null }
  expect(changedCells(cells, { status: ' 4 ', dueAt: '', digitised: 'true', field: 'Đất đai' })).toEqual({
    dueAt: null,
    field: 'Đất đai',
  })
})
