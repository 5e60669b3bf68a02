import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../i18n/words-of.ts'
import { complementOf } from './complement.ts'
import { columnsOf, countBlank } from './row-columns.ts'
import { rowsTsv } from './rows-tsv.ts'

const words = wordsOf('vi')
const naming = { words, locale: 'vi' as const, nameOf: (id: string) => `Xã ${id}` }
const origin = { batch: 'b', file: 'bao-cao.xlsx', sheet: 'Tháng 11', rowNo: 1234 }

describe('the rows behind a figure', () => {
  it('knows which figure counts what an on-time rate does not reach', () => {
    expect(complementOf('dossiers.onTimeRate')).toBe('dossiers.late')
    expect(complementOf('dossiers.onTimeRateFirst')).toBe('dossiers.lateFirst')
  })

  it('offers none where no single figure does, or where the figure is no rate', () => {
    // OT-4 subtracts in its numerator; a count reaches all its rows.
    expect(complementOf('dossiers.onTimeRateOT4')).toBeNull()
    expect(complementOf('dossiers.late')).toBeNull()
  })

  it('shows the part that counts only where a row does not count once and whole', () => {
    const row = { ...origin, key: 'k', dataset: 'dossiers', resolvingUnit: 'a', weight: 1 }
    const names = (weight: number) =>
      columnsOf([row, { ...row, weight }], 'dossiers.late', naming).map(({ name }) => name)
    expect(names(1)).toEqual(['resolvingUnit', 'file', 'sheet', 'rowNo'])
    expect(names(0.4)).toEqual(['weight', 'resolvingUnit', 'file', 'sheet', 'rowNo'])
  })

  it('tells rows of dossiers from those of reports, and counts the columns that say nothing', () => {
    const rows = [
      { ...origin, key: 'k', dataset: 'dossiers', resolvingUnit: 'a', weight: 1 },
      { ...origin, key: 'l', dataset: 'dossier-reports', unit: 'b', weight: 12 },
    ]
    expect(columnsOf(rows, 'dossiers.late', naming)[0]?.name).toBe('dataset')
    expect(countBlank(rows)).toBeGreaterThan(20)
  })

  it('is copied as a spreadsheet takes it, tabs and formulas made harmless', () => {
    const rows = [{ ...origin, key: 'k', dataset: 'dossiers', resolvingUnit: 'a', procedureName: '=A1\tB', weight: 1 }]
    expect(rowsTsv(rows, columnsOf(rows, 'dossiers.late', naming), naming)).toBe(
      "Đơn vị giải quyết\tTên thủ tục hành chính\tTệp\tTrang tính\tDòng số\r\nXã a\t'=A1 B\tbao-cao.xlsx\tTháng 11\t1234",
    )
  })
})
