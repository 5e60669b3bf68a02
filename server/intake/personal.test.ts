import { describe, expect, it } from 'vitest'
import { isPersonalCode, MASK, maskCell, maskNumbers, maskWords } from './personal.ts'

describe('personal values in a text', () => {
  it.each([
    ['identity number', 'CCCD 079203001234', 'CCCD •••'],
    ['identity number in groups', 'số 079 203 001 234 cấp', 'số ••• cấp'],
    ['identity number behind letters', 'CCCD079203001234', 'CCCD•••'],
    ['identity number that lost its zero', '79203001234', MASK],
    ['old identity number', 'CMND: 361234567.', 'CMND: •••.'],
    ['mobile number', 'gọi 0912345678 nhé', 'gọi ••• nhé'],
    ['mobile number with dots', '0912.345.678', MASK],
    ['mobile number with spaces', '091 234 5678', MASK],
    ['mobile number from abroad', '+84 912 345 678', `+${MASK}`],
    ['landline', '(02923) 812.345', `(${MASK}`],
    ['full-width digits', '０９１２３４５６７８', MASK],
    ['e-mail address', 'thư: le.van-an+1@cantho.gov.vn, khẩn', 'thư: •••, khẩn'],
    ['plate of a car', 'xe 65A-123.45', 'xe •••'],
    ['plate of a motorbike', '65-B1 123.45 đỗ sai', '••• đỗ sai'],
    ['older plate', 'biển 51F-1234', 'biển •••'],
    // 4111 1111 1111 1111 is the test number that card networks publish.
    ['bank card', 'thẻ 4111 1111 1111 1111', 'thẻ •••'],
    ['several', '0912345678 và a@b.vn', '••• và •••'],
  ])('masks %s', (_, text, masked) => {
    expect(maskNumbers(text)).toBe(masked)
  })

  it.each([
    '1.001193',
    '2.000889.000.00.00.H13',
    '000.21.45.H13-261102-0001',
    'Quyết định 766/QĐ-TTg ngày 23/06/2022',
    'Từ 03-05-2025 06:07',
    '12.345.678',
    '4111 1111 1111 1112',
    'Nghị quyết 60-NQ-2025',
    'area:31459@2024-03-01',
    'không @ gì',
  ])('leaves %s', (text) => {
    expect(maskNumbers(text)).toBe(text)
  })

  it.each(['Nguyễn Văn An', 'TRẦN THỊ BÍCH NGỌC', 'Lê Minh Khôi', 'Số 12 đường Ba Tháng Hai', '12/4 hẻm 51, An Khánh'])(
    'masks a cell that is %s',
    (text) => {
      expect(maskCell(text)).toBe(MASK)
    },
  )

  it.each([
    'Hộ tịch',
    'Lý lịch tư pháp',
    'Hồ Chí Minh',
    'Đất đai',
    'Đăng ký khai sinh',
    'LÝ LỊCH TƯ PHÁP',
    'Môi Trường',
  ])('leaves a cell that is %s', (text) => {
    expect(maskCell(text)).toBe(text)
  })

  it('shows of a day or a number that cannot be read no name and no sentence', () => {
    expect(['32/13/2025', 'Chưa có', 'Thạch Sô Phia', 'ông ấy hẹn tuần sau'].map(maskWords)).toEqual([
      '32/13/2025',
      'Chưa có',
      MASK,
      MASK,
    ])
  })

  it('tells a code that is an identity number or a phone from one of a system', () => {
    expect(['079203001234', '0912345678', 'H13-261102-0001', '202611020001', '123456789'].map(isPersonalCode)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('a text made to slow the reader down', () => {
  it.each([
    ['a', '!'],
    ['1', 'x'],
    ['1 ', 'x'],
    ['09 ', 'x'],
    ['0912 345 67', 'x'],
    ['65A-12', 'x'],
    ['a@', '!'],
    ['a.', '@'],
    ['@', 'a'],
    ['4111-1111-', '1'],
  ])('%j repeated is looked at a fixed number of times for each character', (piece, end) => {
    const looked = [50_000, 100_000].map((length) => {
      const tally = { looked: 0 }
      maskNumbers(piece.repeat(length / piece.length) + end, tally)
      return tally.looked
    })
    expect(looked[1]).toBeLessThanOrEqual(100_001 * 80)
    expect((looked[1] ?? 0) / (looked[0] ?? 1)).toBeLessThan(2.01)
  })
})
