import { describe, expect, it } from 'vitest'
import {
  AGENCY_COUNTS,
  OPENCPS_CSV,
  OPENCPS_JSON,
  SETTLEMENT_UNITS,
  SUMMARY_HEADER,
  SUMMARY_MERGES,
  SUMMARY_ROWS,
} from '../../../fixtures/forms/profiles/unit-counts.ts'
import type { RawCell, RawSheet } from '../read/raw.ts'
import { checkSheets, faultsOf, requestFor, sheetOf } from '../test-city.ts'
import { profileOf, rowsOf, takeText } from './test-file.ts'

function summary(body: RawCell[][]): RawSheet {
  const title: RawCell[][] = [['TỔNG HỢP TÌNH HÌNH XỬ LÝ HỒ SƠ'], ['Từ ngày 01/10/2025 đến ngày 31/10/2025']]
  const merges = SUMMARY_MERGES.map(([top, left, bottom, right]) => ({ top: top + 2, left, bottom: bottom + 2, right }))
  return sheetOf([...title, ...SUMMARY_HEADER, ...body], { name: 'Tổng hợp', merges })
}

describe('the unit summary as printed', () => {
  it('gives one row a unit, those that wait for the citizen as one figure, and no row for the total', async () => {
    const checked = await checkSheets([summary(SUMMARY_ROWS)], requestFor('dossier-reports'))
    expect(profileOf(checked)).toEqual(['unit-summary'])
    expect(checked.verdict.issues.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(checked.verdict).toMatchObject({ state: 'ready', read: 2, accepted: 2 })
    expect(rowsOf(checked)).toMatchObject([
      {
        unit: 'vithanh',
        from: '2025-10-01',
        to: '2025-10-31',
        received: '120',
        carriedOver: '20',
        receivedOnline: '70',
        receivedDirect: '25',
        receivedPost: '5',
        resolved: '90',
        early: '60',
        onTime: '25',
        late: '5',
        open: '20',
        openWithin: '18',
        openOverdue: '2',
        paused: '6',
        returned: '4',
      },
      { unit: 'vt', received: '50', resolved: '45', open: '4', paused: '1', returned: '0' },
    ])
  })

  it('is refused where what is new of the period does not add up', async () => {
    const [first = [], ...others] = SUMMARY_ROWS
    const wrong = await checkSheets([summary([first.with(4, 99), ...others])], requestFor('dossier-reports'))
    // 70 + 25 + 5 = 100, not 99; and 99 + 20 is not 120.
    expect(faultsOf(wrong)).toEqual(['V1', 'V1'])
  })

  it('names a part that is no number', async () => {
    const [first = [], ...others] = SUMMARY_ROWS
    const wrong = await checkSheets([summary([first.with(18, 'hai'), ...others])], requestFor('dossier-reports'))
    expect(wrong.verdict.issues.find(({ rule }) => rule === 'V12' || rule === 'number.bad')).toMatchObject({
      firstRows: [5],
    })
  })
})

describe('the settlement system’s counts of a month', () => {
  it('are read under its own names, units without dossiers too', async () => {
    const checked = await takeText(SETTLEMENT_UNITS, 'dossier-reports', { period: '2025-10' })
    expect(profileOf(checked)).toEqual(['settlement-units'])
    expect(faultsOf(checked)).toEqual([])
    expect(rowsOf(checked)).toMatchObject([
      {
        unit: 'vithanh',
        received: '120',
        carriedOver: '20',
        receivedOnline: '70',
        receivedDirect: '30',
        resolved: '90',
        early: null,
        onTime: '85',
        late: '5',
        open: '20',
        openWithin: '18',
        openOverdue: '2',
        paused: '6',
        returned: '4',
      },
      { unit: 'tuphap', received: '0', resolved: '0' },
    ])
  })
})

describe('OpenCPS statistics', () => {
  it('as JSON: what is to be resolved is new plus carried over; the sum of all agencies is checked, never stored', async () => {
    const checked = await takeText(OPENCPS_JSON, 'dossier-reports')
    expect(profileOf(checked)).toEqual(['opencps-statistics'])
    expect(faultsOf(checked)).toEqual([])
    expect(checked.verdict).toMatchObject({ state: 'ready', read: 3, accepted: 3 })
    const october = { from: '2025-10-01', to: '2025-10-31' }
    expect(rowsOf(checked)).toMatchObject([
      {
        ...october,
        unit: 'vithanh',
        field: '',
        received: '120',
        carriedOver: '20',
        receivedOnline: '70',
        receivedDirect: '30',
        open: '20',
        openWithin: '18',
        openOverdue: '2',
        onTime: '85',
        late: '5',
        resolved: null,
      },
      { ...october, unit: 'vithanh', field: 'Hộ tịch', received: '70', receivedDirect: '10', open: '9' },
      { ...october, unit: 'tuphap', field: '', received: '45', receivedDirect: '30', open: '4' },
    ])
  })

  it('are read as the service wraps them too', async () => {
    const wrapped = await takeText(`{"total":4,"data":${OPENCPS_JSON}}`, 'dossier-reports')
    const bare = await takeText(OPENCPS_JSON, 'dossier-reports')
    expect(wrapped.verdict.accepted).toBe(3)
    expect(rowsOf(wrapped)).toEqual(rowsOf(bare))
  })

  it('are refused where the sum of all agencies is another', async () => {
    const checked = await takeText(OPENCPS_JSON.replace('"ontimeCount":126', '"ontimeCount":127'), 'dossier-reports')
    expect(checked.verdict).toMatchObject({ state: 'refused' })
    expect(checked.verdict.issues[0]).toMatchObject({ rule: 'V1', firstRows: [5], params: { total: 127, sum: 126 } })
  })

  it('as CSV with all its counts: month 0 is the year', async () => {
    const checked = await takeText(OPENCPS_CSV, 'dossier-reports')
    expect(faultsOf(checked)).toEqual([])
    expect(rowsOf(checked)).toMatchObject([
      {
        from: '2025-10-01',
        to: '2025-10-31',
        received: '120',
        resolved: '90',
        early: '60',
        onTime: '25',
        late: '5',
        open: '20',
        paused: '6',
        returned: '4',
      },
      { from: '2025-01-01', to: '2025-12-31', received: '1090', resolved: '1000', carriedOver: '90' },
    ])
  })
})

describe('counts of a vendor who tells only what was late', () => {
  it('keep what is new apart from what is to be resolved', async () => {
    const checked = await takeText(AGENCY_COUNTS, 'dossier-reports')
    expect(profileOf(checked)).toEqual(['agency-counts'])
    expect(rowsOf(checked)).toMatchObject([
      { received: null, receivedOnline: '70', receivedDirect: '30', resolved: '90', late: '5', onTime: null },
    ])
  })

  it('count the rest as on time where the feed says that its system does', async () => {
    const feed = { id: 'f', unit: 'ct', tree: 'main', mode: 'replace' as const, noDueDate: 'onTime' as const }
    const checked = await takeText(AGENCY_COUNTS, 'dossier-reports', { feed })
    // 90 − 5.
    expect(rowsOf(checked)).toMatchObject([{ late: '5', onTime: '85' }])
  })
})

describe('a workbook with two systems’ counts', () => {
  it('settles each sheet by its own form', async () => {
    const objects = JSON.parse(OPENCPS_JSON) as Record<string, RawCell>[]
    const keys = Object.keys(objects[0] ?? {})
    const statistics = sheetOf([keys, ...objects.map((object) => keys.map((key) => object[key] ?? null))], {
      name: 'OpenCPS',
      index: 1,
    })
    // Of another unit than the statistics, so that no row stands twice.
    const summaries = summary(SUMMARY_ROWS.slice(1, 2))
    const checked = await checkSheets([summaries, statistics], requestFor('dossier-reports'))
    expect(profileOf(checked)).toEqual(['unit-summary', 'opencps-statistics'])
    // One of the summary, three of four of the statistics: the last one sums them.
    expect(checked.verdict).toMatchObject({ state: 'ready', accepted: 4 })
  })
})
