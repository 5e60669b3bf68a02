import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DOSSIER_MESSAGES, ONE_STOP_LIST, SETTLEMENT_LIST } from '../../../fixtures/forms/profiles/dossier-lists.ts'
import { OPEN311_CSV, OPEN311_JSON } from '../../../fixtures/forms/profiles/open311.ts'
import {
  AGENCY_COUNTS,
  OPENCPS_CSV,
  OPENCPS_JSON,
  SETTLEMENT_UNITS,
  SUMMARY_HEADER,
  SUMMARY_MERGES,
  SUMMARY_ROWS,
} from '../../../fixtures/forms/profiles/unit-counts.ts'
import type { CheckRequest } from '../intake.ts'
import { openFile } from '../read/open.ts'
import type { RawCell, RawRow, RawSheet } from '../read/raw.ts'
import { type Checked, checkSheets, faultsOf, requestFor, sheetOf } from '../test-city.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-vendors-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** From bytes to rows. */
async function take(text: string, dataset: string, over: Partial<CheckRequest> = {}): Promise<Checked> {
  files += 1
  const path = join(folder, String(files))
  await writeFile(path, text)
  const { file } = await openFile(path)
  const sheets: RawSheet[] = []
  for await (const { rows, ...sheet } of file) {
    const chunks: RawRow[][] = []
    for await (const chunk of rows) chunks.push(chunk)
    sheets.push({ ...sheet, rows: streamOf(chunks) })
  }
  return checkSheets(sheets, requestFor(dataset, over))
}
let files = 0

async function* streamOf(chunks: RawRow[][]) {
  yield* chunks
}

const profileOf = ({ verdict }: Checked) => verdict.mapping.map(({ profile }) => profile)
const rowsOf = ({ staged }: Checked) => staged.map(({ row }) => row)

describe('the list of dossiers as a one-stop system prints it', () => {
  it('gives its three dossiers without their persons', async () => {
    const checked = await take(ONE_STOP_LIST, 'dossiers')
    expect(profileOf(checked)).toEqual(['one-stop-list'])
    expect(checked.verdict).toMatchObject({ state: 'ready', accepted: 3, mapping: [{ headerRow: 3 }] })
    expect(rowsOf(checked)).toMatchObject([
      {
        procedureName: 'Đăng ký khai sinh',
        field: 'Hộ tịch',
        receivingUnit: 'vithanh',
        resolvingUnit: 'vithanh',
        submittedAt: '2025-10-01T07:45:00+07:00',
        receivedAt: '2025-10-01T08:10:00+07:00',
        dueAt: '2025-10-03T00:00:00+07:00',
        finishedAt: '2025-10-02T15:30:00+07:00',
        returnedAt: '2025-10-03T00:00:00+07:00',
        status: '10',
      },
      { status: '5', finishedAt: null, receivingUnit: 'vithanh' },
      { status: '4', receivingUnit: 'tuphap', resolvingUnit: 'tuphap', dueAt: '2025-10-23T00:00:00+07:00' },
    ])
    expect(checked.verdict.droppedColumns.toSorted()).toEqual(
      ['Chủ hồ sơ', 'Cán bộ đang xử lý', 'Ghi chú', 'Người nộp', 'Người tiếp nhận', 'Địa chỉ'].toSorted(),
    )
    expect(JSON.stringify(checked)).not.toMatch(/Bịa|Giả|Không Có/)
  })
})

describe('the list that a settlement system serves', () => {
  it('is read by code and name of its units, its applicants numbered from 0', async () => {
    const checked = await take(SETTLEMENT_LIST, 'dossiers')
    expect(profileOf(checked)).toEqual(['settlement-list'])
    expect(checked.verdict).toMatchObject({ state: 'ready', accepted: 2 })
    expect(rowsOf(checked)).toMatchObject([
      { receivingUnit: 'vithanh', status: '10', applicantType: 'citizen', finishedAt: '2025-10-02T15:30:00+07:00' },
      { receivingUnit: 'tuphap', status: '4', applicantType: 'business', procedureName: 'Cấp phiếu lý lịch tư pháp' },
    ])
  })
})

describe('messages between one-stop systems', () => {
  it('are read with their statuses in words and their applicants numbered from 1', async () => {
    const checked = await take(DOSSIER_MESSAGES, 'dossiers')
    expect(profileOf(checked)).toEqual(['dossier-messages'])
    expect(faultsOf(checked)).toEqual([])
    expect(rowsOf(checked)).toMatchObject([
      {
        procedureCode: '1.001193',
        receivingUnit: 'ct',
        resolvingUnit: 'vithanh',
        receivedAt: '2025-10-01T08:10:00+07:00',
        dueAt: '2025-10-03T17:00:00+07:00',
        finishedAt: '2025-10-02T15:30:00+07:00',
        status: '10',
        channel: 'online',
        applicantType: 'citizen',
      },
      { status: '5', channel: 'direct', applicantType: 'citizen' },
      { status: '8', channel: 'post', applicantType: 'business', resolvingUnit: 'tuphap' },
    ])
    expect(JSON.stringify(checked)).not.toContain('Bịa')
  })

  it('number 1 is a citizen here and an enterprise in the settlement system’s list; elsewhere nobody guesses', async () => {
    const header = ['Mã hồ sơ', 'Ngày tiếp nhận', 'Đối tượng']
    const rows: RawCell[][] = [['H13.1-251015-0001', '15/10/2025', 1]]
    const plain = await checkSheets([sheetOf([header, ...rows])], requestFor('dossiers'))
    expect(faultsOf(plain)).toEqual(['choice.unknown'])
  })
})

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
    const checked = await take(SETTLEMENT_UNITS, 'dossier-reports', { period: '2025-10' })
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
    const checked = await take(OPENCPS_JSON, 'dossier-reports')
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

  it('are refused where the sum of all agencies is another', async () => {
    const checked = await take(OPENCPS_JSON.replace('"ontimeCount":126', '"ontimeCount":127'), 'dossier-reports')
    expect(checked.verdict).toMatchObject({ state: 'refused' })
    expect(checked.verdict.issues[0]).toMatchObject({ rule: 'V1', firstRows: [5], params: { total: 127, sum: 126 } })
  })

  it('as CSV with all its counts: month 0 is the year', async () => {
    const checked = await take(OPENCPS_CSV, 'dossier-reports')
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
    const checked = await take(AGENCY_COUNTS, 'dossier-reports')
    expect(profileOf(checked)).toEqual(['agency-counts'])
    expect(rowsOf(checked)).toMatchObject([
      { received: null, receivedOnline: '70', receivedDirect: '30', resolved: '90', late: '5', onTime: null },
    ])
  })

  it('count the rest as on time where the feed says that its system does', async () => {
    const feed = { id: 'f', unit: 'ct', tree: 'main', mode: 'replace' as const, noDueDate: 'onTime' as const }
    const checked = await take(AGENCY_COUNTS, 'dossier-reports', { feed })
    // 90 − 5.
    expect(rowsOf(checked)).toMatchObject([{ late: '5', onTime: '85' }])
  })
})

describe('service requests of Open311', () => {
  it.each([
    ['JSON', OPEN311_JSON],
    ['CSV', OPEN311_CSV],
  ])('as %s are reports, without address, text and picture', async (_format, text) => {
    const checked = await take(text, 'feedback')
    expect(profileOf(checked)).toEqual(['open311'])
    expect(faultsOf(checked)).toEqual([])
    expect(rowsOf(checked)).toMatchObject([
      {
        unit: 'vithanh',
        category: 'Chiếu sáng công cộng',
        submittedAt: '2025-10-14T06:37:38+07:00',
        receivedAt: '2025-10-14T06:37:38+07:00',
        dueAt: '2025-10-17T17:00:00+07:00',
        answeredAt: '2025-10-15T10:00:00+07:00',
        updatedAt: '2025-10-15T10:00:00+07:00',
        status: 'answered',
        leftOn: '2025-10-15',
        lng: '105.47',
        lat: '9.784',
      },
      // 23:38 in Greenwich is 06:38 of the next day here; nobody is responsible yet, so it is the city's.
      {
        unit: 'ct',
        category: 'Rác thải',
        submittedAt: '2025-10-20T06:38:00+07:00',
        answeredAt: null,
        status: 'received',
        leftOn: null,
      },
    ])
    expect(checked.verdict.droppedColumns).toEqual(
      expect.arrayContaining(['status_notes', 'description', 'address', 'media_url', 'service_code']),
    )
    expect(JSON.stringify(checked)).not.toMatch(/Bịa|nhà tôi|Không Có|example\.com/)
  })

  it('have their code as category where no name stands beside it', async () => {
    const checked = await take(OPEN311_CSV.replace('service_name', 'x'), 'feedback')
    expect(rowsOf(checked).map(({ category }) => category)).toEqual(['006', '002'])
  })
})
