import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { completeDossier, dossiers } from '../../shared/datasets/dossiers.ts'
import { storedColumns, toLine } from '../../shared/datasets/stored.ts'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import type { City } from '../test/city.ts'
import { dossier, NOVEMBER, openNovember } from '../test/november.ts'

let city: City
beforeAll(async () => {
  city = await openNovember()
})
afterAll(() => city.end())

const receiptOf = (measure: string, more: Partial<Query> = {}) =>
  city.figures.receipt({ measures: [measure], measure, period: NOVEMBER, ...more }, SYSTEM_SCOPE)
const rowsOf = (measure: string, more: Partial<Query> = {}) =>
  city.figures.rows({ measures: [measure], measure, period: NOVEMBER, ...more }, SYSTEM_SCOPE)

describe('the rows behind a figure', () => {
  const allPages = async (measure: string, limit: number, more: Partial<Query> = {}) => {
    const pages = [await rowsOf(measure, { ...more, limit })]
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) {
      pages.push(await rowsOf(measure, { ...more, limit, after: next }))
    }
    return pages
  }

  it('come in pages that never exceed the limit, each row once, and add up to the figure', async () => {
    for (const measure of ['received', 'onTimeRate', 'openWithin', 'overdue', 'dueSoon', 'resolutionRate']) {
      const id = `dossiers.${measure}`
      const { figure, counted } = await receiptOf(id)
      for (const limit of [1, 2, 5, 100]) {
        const pages = await allPages(id, limit)
        const rows = pages.flatMap((page) => page.rows)
        expect(Math.max(...pages.map((page) => page.rows.length))).toBeLessThanOrEqual(limit)
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
        const weight = rows.reduce((sum, row) => sum + row.weight, 0)
        expect([id, weight, rows.length]).toEqual([id, figure.denominator ?? figure.value, counted.rows])
        expect(new Set(pages.map(({ total }) => total))).toEqual(new Set([weight]))
        if (figure.numerator !== undefined)
          expect(rows.reduce((sum, row) => sum + Number(row.hits), 0)).toBe(figure.numerator)
      }
    }
  })

  it('of a median stand by their number, the slowest first', async () => {
    const pages = await allPages('dossiers.medianDays', 2, { unit: 'a' })
    // days from receipt to the result: 3 → 10, 2 → 8, 1 and 4 → 3; percentile_disc of 3, 3, 8, 10 is 3
    expect(pages.flatMap(({ rows }) => rows.map((row) => [row.rowNo, row.number]))).toEqual([
      [4, 10],
      [3, 8],
      expect.arrayContaining([3]),
      expect.arrayContaining([3]),
    ])
    expect(pages[0]?.total).toBe(4)
    expect((await receiptOf('dossiers.medianDays', { unit: 'a' })).figure).toMatchObject({ value: 3, n: 4 })
  })

  it('of the longest overdue begin with that very dossier', async () => {
    // on the 18th dossier 9 is 5 days past its due day, dossier 10 two
    const { rows, total } = await rowsOf('dossiers.oldestOverdueDays')
    expect(rows.map((row) => [row.rowNo, row.number])).toEqual([
      [10, 5],
      [11, 2],
    ])
    expect(total).toBe(2)
    expect((await receiptOf('dossiers.oldestOverdueDays')).figure.value).toBe(5)
  })

  it('of reports by field carry what each line adds, on pages of their own', async () => {
    const line = (field: string, resolved: number, early: number | null) => ({
      unit: 'd',
      field,
      from: '2026-10-01',
      to: '2026-10-31',
      resolved,
      early,
      onTime: 1,
      late: 1,
    })
    await city.deliver('dossier-reports', [
      line('Đất đai', 7, 5),
      line('Hộ tịch', 4, 2),
      line('Chứng thực', 3, null), // its system has no box for early
    ])
    const october = { unit: 'd', period: { name: '2026-10' } }
    const pages = await allPages('dossiers.resolved', 2, october)
    expect(pages.map(({ rows, total }) => [rows.length, total])).toEqual([
      [2, 14],
      [1, 14],
    ])
    const weights = pages.flatMap(({ rows }) => rows.map((row) => [row.field, row.weight]))
    expect(Object.fromEntries(weights)).toEqual({ 'Đất đai': 7, 'Hộ tịch': 4, 'Chứng thực': 3 })
    // (5 + 1) + (2 + 1) + (0 + 1) in time of those and one late each
    const rate = await rowsOf('dossiers.onTimeRate', october)
    expect(rate.rows.map((row) => [row.field, row.weight, row.hits]).sort()).toEqual([
      ['Chứng thực', 2, 1],
      ['Hộ tịch', 4, 3],
      ['Đất đai', 7, 6],
    ])
    expect((await receiptOf('dossiers.onTimeRate', october)).figure).toMatchObject({ numerator: 10, denominator: 13 })
  })

  it('of a figure from rows and reports run from the one to the other', async () => {
    // November: a and b by rows, d by a report
    await city.deliver('dossier-reports', [{ unit: 'd', from: '2026-11-01', to: '2026-11-30', resolved: 6 }])
    const { figure, counted } = await receiptOf('dossiers.resolved')
    expect(figure).toMatchObject({ value: 11, basis: 'mixed' }) // 1, 2, 3, 4, 21 and six
    expect(counted).toEqual({ rows: 6, weight: 11 })
    const pages = await allPages('dossiers.resolved', 5)
    expect(pages.map(({ rows }) => rows.map(({ dataset }) => dataset))).toEqual([
      Array(5).fill('dossiers'),
      ['dossier-reports'],
    ])
    expect(pages.flatMap(({ rows }) => rows).reduce((sum, row) => sum + row.weight, 0)).toBe(11)
  })

  it('refuses a mark that is none', async () => {
    await expect(rowsOf('dossiers.received', { after: 'nonsense' })).rejects.toThrow('after')
  })

  it('name the sheet by its number, and no file for what was pushed', async () => {
    const { rows } = await rowsOf('dossiers.onTimeRate')
    expect(rows.find((row) => row.unit === 'b' || row.receivingUnit === 'b')).toMatchObject({ file: null, rowNo: 2 })
    expect(rows.find((row) => row.rowNo === 4)).toMatchObject({ file: 'thang-11.xlsx', sheet: 'Trang 1' })
  })

  it('name the sheet of a workbook of which other sheets were skipped', async () => {
    const dataset = dossiers
    const feed = 'igate'
    const file = { name: 'nhieu-trang.xlsx', size: 1, sha256: '00' }
    const arrived = { dataset: dataset.id, feed, file, period: null, extractedAt: city.clock.now().toISOString() }
    const batch = await city.ledger.openBatch(arrived, SYSTEM_SCOPE)
    const line = toLine(completeDossier(dossier('W1', '2026-09-10')), storedColumns(dataset))
    const row = { key: 'W1', code: 'W1', version: null, updatedAt: null, deleted: false, line }
    await city.ledger.stage(batch.id, dataset, [{ ...row, sheet: 2, rowNo: 17 }])
    await city.ledger.settle(batch.id, {
      state: 'ready',
      read: 1,
      accepted: 1,
      rejected: 0,
      issues: [],
      // The sheet that was read is the only one with columns, and the third of the workbook.
      mapping: [{ sheet: 'Tháng 9', headerRow: 3, profile: null, columns: [] }],
      mappingVersion: '1',
      droppedColumns: [],
      sheets: ['Bìa', 'Ghi chú', 'Tháng 9'],
      speaksFor: null,
    })
    await city.ledger.commit(batch.id, { within: city.figures.adjust, actor: { name: 'lan', role: 'officer' } })
    const { rows } = await rowsOf('dossiers.received', { period: { name: '2026-09' } })
    expect(rows).toMatchObject([{ file: 'nhieu-trang.xlsx', sheet: 'Tháng 9', rowNo: 17 }])
  })
})
