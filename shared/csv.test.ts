import { describe, expect, it } from 'vitest'
import { csvLines, csvName, csvTitle } from './csv.ts'

const cellsOf = (line: (string | number | null)[], locale: 'vi' | 'en' = 'en') => csvLines([line], locale).slice(0, -2)

describe('a CSV file as an office opens it', () => {
  it('takes semicolons and decimal commas in Vietnamese, commas and points in English', () => {
    expect(cellsOf(['Tỷ lệ', 0.9867, 1206], 'vi')).toBe('Tỷ lệ;0,9867;1206')
    expect(cellsOf(['Rate', 0.9867, 1206], 'en')).toBe('Rate,0.9867,1206')
  })

  it('leaves empty what is empty, and keeps a zero', () => {
    expect(cellsOf([null, 0, ''], 'vi')).toBe(';0;')
  })

  it('keeps a text one cell whatever it holds', () => {
    expect(cellsOf(['An Biên, An Giang', 'gọi là "khu vực"', 'hai\ndòng'])).toBe(
      '"An Biên, An Giang","gọi là ""khu vực""","hai\ndòng"',
    )
    expect(cellsOf(['a; b', 'a, b'], 'vi')).toBe('"a; b";a, b')
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+84', "'+84"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1＋1', "'＝1＋1"],
    ['＋84', "'＋84"],
    ['\0=1', "'\0=1"],
    ['\rx', `"'\rx"`],
  ])('lets no spreadsheet calculate %j', (text, written) => {
    expect(cellsOf([text])).toBe(written)
  })

  it('does not take a number below zero for a formula', () => {
    expect(cellsOf([-1.5], 'vi')).toBe('-1,5')
    expect(cellsOf([-1.5], 'en')).toBe('-1.5')
  })

  it('gives files names without accents', () => {
    expect(csvName('Tỷ lệ đúng hạn', 'Xã Đông Thái', '2026-11-01')).toBe('ty-le-dung-han_xa-dong-thai_2026-11-01.csv')
  })

  it('has a name for people too, which ends no header and leaves no folder', () => {
    expect(csvTitle('Tỷ lệ "đúng hạn"', '../Xã\r\nĐông Thái')).toBe('Tỷ lệ đúng hạn - .. Xã Đông Thái.csv')
  })
})
