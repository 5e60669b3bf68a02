import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openIntake } from './open-intake.ts'
import type { RawCell } from './read/raw.ts'
import { checkSheets, faultsOf, requestFor, sheetOf } from './test-city.ts'

const HEADER = [
  'Mã hồ sơ',
  'Mã TTHC',
  'Đơn vị tiếp nhận',
  'Ngày tiếp nhận',
  'Ngày kết thúc xử lý',
  'Ngày trả',
  'Ngày hẹn trả',
]
const row = (over: Record<string, RawCell> = {}, code = 'H13.1-251015-0001'): RawCell[] => {
  const cells: Record<string, RawCell> = {
    'Mã hồ sơ': code,
    'Đơn vị tiếp nhận': 'Phường Vị Thanh',
    'Ngày tiếp nhận': '15/10/2025',
    ...over,
  }
  return HEADER.map((name) => cells[name] ?? null)
}
const check = (...rows: RawCell[][]) => checkSheets([sheetOf([HEADER, ...rows])], requestFor('dossiers'))

// RELIABILITY §5.3; rows are refused with the rule that says why, the good ones beside them are counted.
describe('lines U44–U49 of the corpus: what a file means', () => {
  it.each<[string, string, Record<string, RawCell>, string]>([
    ['U44', 'a code with an exponent', { 'Mã hồ sơ': '1.23E+12' }, 'code.damaged'],
    ['U44', 'a code too wide for its column', { 'Mã hồ sơ': '#####' }, 'code.damaged'],
    ['U44', 'an error for a code', { 'Mã hồ sơ': { broken: '#REF!' } }, 'cell.broken'],
    ['U44', 'a procedure code with an exponent', { 'Mã TTHC': '1.1E+1' }, 'code.damaged'],
    ['U45', 'handed over before it was received', { 'Ngày trả': '14/10/2025' }, 'V15'],
    ['U45', 'handed over in the future', { 'Ngày trả': '23/11/2026' }, 'V15.future'],
    ['U47', 'an unknown unit', { 'Đơn vị tiếp nhận': 'Phường 7' }, 'unit.unknown'],
    ['U47', 'a unit of another province', { 'Đơn vị tiếp nhận': 'Xã Đông Thái' }, 'unit.outside'],
    ['U47', 'the code of another unit', { 'Đơn vị tiếp nhận': '31321 - Xã Vĩnh Tường' }, 'unit.disagrees'],
    ['U49', 'a formula without a value', { 'Ngày hẹn trả': { broken: 'formula' } }, 'cell.broken'],
    ['U49', 'a link to another book that was lost', { 'Ngày hẹn trả': { broken: '#REF!' } }, 'cell.broken'],
  ])('%s: %s', async (_line, _what, over, rule) => {
    const checked = await check(row({}, 'H13.1-251015-0002'), row(over))
    expect(faultsOf(checked)).toEqual([rule])
    expect(checked.verdict).toMatchObject({ state: 'refused', accepted: 1, rejected: 1 })
    expect(checked.staged.map(({ rowNo }) => rowNo)).toEqual([2])
  })

  it('U46: one code twice with the same content counts once, with other content it is a fault of both rows', async () => {
    const same = await check(row(), row())
    expect(same.verdict).toMatchObject({ state: 'ready', read: 2, accepted: 1, rejected: 0 })
    const other = await check(row(), row({ 'Ngày trả': '16/10/2025' }))
    expect(other.verdict.issues).toMatchObject([{ rule: 'V9', firstRows: [2, 3] }])
  })

  it('U58: hidden rows are read, and said to be, once a sheet', async () => {
    const sheet = sheetOf([HEADER, row(), row({}, 'H13.1-251015-0002')], { name: 'Tháng 10', hiddenRows: 1 })
    const { verdict } = await checkSheets([sheet], requestFor('dossiers'))
    expect(verdict).toMatchObject({ state: 'ready', accepted: 2, mapping: [{ hiddenRows: 1 }] })
    expect(verdict.issues).toMatchObject([{ rule: 'rows.hidden', sheet: 'Tháng 10', params: { hidden: 1 } }])
  })
})

describe('U48: one bad row among many', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ioc-corpus-'))
  })
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  it('refuses the delivery and names that row', async () => {
    const intake = openIntake({ dataDir: folder })
    const lines = Array.from(
      { length: 20_000 },
      (_, n) =>
        `H13.1-251015-${String(n).padStart(6, '0')},Phường Vị Thanh,${n === 12_345 ? '31/02/2025' : '15/10/2025'}`,
    )
    const text = ['Mã hồ sơ,Đơn vị tiếp nhận,Ngày tiếp nhận', ...lines].join('\n')
    const sealed = await intake.seal(Readable.from([text]), 'hs.csv')
    const verdict = await intake.check(sealed, requestFor('dossiers'), async () => {})
    expect(verdict).toMatchObject({ state: 'refused', read: 20_000, accepted: 19_999, rejected: 1 })
    expect(verdict.problem).toMatchObject({ code: 'IOC_ROWS_REFUSED', detail: '1 trong 20000 dòng có lỗi.' })
    expect(verdict.problem?.en?.detail).toBe('1 of 20000 rows have faults.')
    // Row 1 is the header, so line 12,345 from 0 is row 12,347.
    expect(verdict.issues).toMatchObject([{ rule: 'date.unreal', value: '31/02/2025', firstRows: [12_347] }])
  })
})
