import { describe, expect, it } from 'vitest'
import { DOSSIER_MESSAGES, ONE_STOP_LIST, SETTLEMENT_LIST } from '../../../fixtures/forms/profiles/dossier-lists.ts'
import { OPEN311_CSV, OPEN311_JSON } from '../../../fixtures/forms/profiles/open311.ts'
import type { RawCell } from '../read/raw.ts'
import { checkSheets, faultsOf, requestFor, sheetOf } from '../test-city.ts'
import { profileOf, rowsOf, takeText } from './test-file.ts'

describe('the list of dossiers as a one-stop system prints it', () => {
  it('gives its three dossiers without their persons', async () => {
    const checked = await takeText(ONE_STOP_LIST, 'dossiers')
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
    const checked = await takeText(SETTLEMENT_LIST, 'dossiers')
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
    const checked = await takeText(DOSSIER_MESSAGES, 'dossiers')
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

describe('service requests of Open311', () => {
  it.each([
    ['JSON', OPEN311_JSON],
    ['CSV', OPEN311_CSV],
  ])('as %s are reports, without address, text and picture', async (_format, text) => {
    const checked = await takeText(text, 'feedback')
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
    const checked = await takeText(OPEN311_CSV.replace('service_name', 'x'), 'feedback')
    expect(rowsOf(checked).map(({ category }) => category)).toEqual(['006', '002'])
  })
})
