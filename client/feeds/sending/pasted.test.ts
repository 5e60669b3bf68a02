import { describe, expect, it } from 'vitest'
import { PASTED_NAME, readPasted } from './pasted.ts'

describe('cells pasted from a spreadsheet', () => {
  it('are counted as the officer counts them, header included', () => {
    const pasted = readPasted(
      'Mã hồ sơ\tĐơn vị\tNgày\r\nH01\tXã Đông Thái\t01/11/2026\r\nH02\tXã An Biên\t02/11/2026\r\n',
    )
    expect(pasted).toMatchObject({ rows: 3, columns: 3 })
    expect(pasted?.head[1]).toEqual(['H01', 'Xã Đông Thái', '01/11/2026'])
  })

  it('keep a cell of two lines as one cell, and a quote in it as one quote', () => {
    const pasted = readPasted('Mã\tGhi chú\nH01\t"dòng một\ndòng ""hai"""\nH02\tx')
    expect(pasted).toMatchObject({ rows: 3, columns: 2 })
    expect(pasted?.head[1]).toEqual(['H01', 'dòng một\ndòng "hai"'])
  })

  it('do not lose their rows to a quote in the middle of a cell', () => {
    expect(readPasted('Mã\tCao\nH01\t5"\nH02\t6"')).toMatchObject({ rows: 3, columns: 2 })
  })

  it('show three rows at most and count empty ones not', () => {
    const pasted = readPasted('A\tB\n\n1\t2\n\t\n3\t4\n5\t6\n7\t8')
    expect(pasted?.rows).toBe(5)
    expect(pasted?.head).toEqual([
      ['A', 'B'],
      ['1', '2'],
      ['3', '4'],
    ])
  })

  it('are sent as UTF-8 that says so, under a name that tells where they are from', async () => {
    const file = readPasted('A\tB\nỄ\tẬ')?.file
    expect(file?.name).toBe(PASTED_NAME)
    // EF BB BF, then "A": the mark of UTF-8.
    expect([...new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0)).slice(0, 4)]).toEqual([
      0xef, 0xbb, 0xbf, 0x41,
    ])
    expect(await file?.text()).toBe('A\tB\nỄ\tẬ')
  })

  it('are no table when it is one line only', () => {
    expect(readPasted('một câu nào đó')).toBeNull()
    expect(readPasted('a\tb\tc\n')).toBeNull()
    expect(readPasted('')).toBeNull()
  })

  it('of a million rows are counted in one pass', () => {
    expect(readPasted('a\tb\n'.repeat(1_000_000))).toMatchObject({ rows: 1_000_000, columns: 2 })
  })
})
