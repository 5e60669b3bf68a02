import { describe, expect, it } from 'vitest'
import { ALPHABET, asTcvn3, asVni } from '../../fixtures/forms/encodings.ts'
import { convert, findLegacy, recase } from './legacy.ts'
import { checkSheets, requestFor, sheetOf } from './test-city.ts'

const HEADER = ['Mã hồ sơ', 'Lĩnh vực', 'Đơn vị giải quyết', 'Ngày tiếp nhận', 'Chủ hồ sơ']
const ROWS = [
  ['H13-251001-0001', 'Hộ tịch', 'UBND xã Vĩnh Tường', '01/10/2025', 'Nguyễn Thị Lựu'],
  ['H13-251001-0002', 'Đất đai', 'UBND phường Vị Thanh', '02/10/2025', 'Trần Văn Bưởi'],
]
const TITLE = ['DANH SÁCH HỒ SƠ']

function table(as: (text: string) => string): string[][] {
  return [TITLE, HEADER, ...ROWS].map((row) => row.map(as))
}

const FONTS: [string, (text: string) => string][] = [
  ['tcvn3', asTcvn3],
  ['vni', asVni],
]

async function check(rows: string[][], over: Parameters<typeof requestFor>[1] = {}) {
  return checkSheets([sheetOf(rows)], requestFor('dossiers', over))
}

function staged({ staged: rows }: Awaited<ReturnType<typeof check>>) {
  return rows.map(({ row }) => [row.field, row.resolvingUnit])
}

/** Vĩnh Tường and Vị Thanh of the test city. */
const RIGHT = [
  ['Hộ tịch', 'vt'],
  ['Đất đai', 'vithanh'],
]

describe('a workbook typed in an old font', () => {
  it('shows in Unicode what RELIABILITY says it shows', () => {
    // U24: "Hµ Néi"; B5 à, E9 ộ, B8 á, AE đ
    expect(asTcvn3('Hà Nội, á, đ')).toBe('H\u00b5 N\u00e9i, \u00b8, \u00ae')
  })

  it.each(FONTS)('[U25] is asked about before its rows are read: %s', async (name, as) => {
    const { verdict, staged: rows } = await check(table(as))
    expect(verdict.state).toBe('asking')
    expect(rows).toEqual([])
    const [question] = verdict.questions ?? []
    expect(question).toMatchObject({ id: 'legacy', likely: name })
    expect(question?.choices.map(({ value }) => value)).toHaveLength(3)
    expect(question?.choices[0]?.value).toBe(name)
    expect(question?.choices[0]?.preview).toContain('Hộ tịch')
    expect(question?.choices.find(({ value }) => value === 'none')?.preview).toContain(as('Hộ tịch'))
  })

  it.each(FONTS)('is read as its letters were meant: %s', async (legacy, as) => {
    const checked = await check(table(as), { answers: { legacy } })
    expect(checked.verdict).toMatchObject({ state: 'ready', read: 2, accepted: 2 })
    expect(staged(checked)).toEqual(RIGHT)
    expect(checked.verdict.mapping[0]?.columns.map(({ header }) => header)).toEqual(HEADER)
  })

  it.each(FONTS)('needs no question where an earlier file of the feed was answered: %s', async (legacy, as) => {
    const checked = await check(table(as), { remembered: [{ fingerprint: 'legacy', answers: { legacy } }] })
    expect(checked.verdict).toMatchObject({ state: 'ready', remembered: ['legacy'] })
    expect(staged(checked)).toEqual(RIGHT)
  })

  it('is asked about again where an earlier file was typed in the other font', async () => {
    const remembered = [{ fingerprint: 'legacy', answers: { legacy: 'vni' } }]
    expect((await check(table(asTcvn3), { remembered })).verdict.questions?.[0]?.likely).toBe('tcvn3')
  })

  it('stays as it is where the officer says so, and then has no header', async () => {
    const { verdict } = await check(table(asTcvn3), { answers: { legacy: 'none' } })
    expect(verdict).toMatchObject({ state: 'refused', accepted: 0 })
  })

  it('shows no person in the question', async () => {
    for (const [, as] of FONTS) {
      const shown = JSON.stringify((await check(table(as))).verdict.questions)
      for (const name of ['Lựu', 'Bưởi', as('Lựu'), as('Bưởi'), 'H13-2510']) expect(shown).not.toContain(name)
    }
  })

  it('shows no person in a column that is read, and no code', async () => {
    const rows = [...table(asTcvn3), ['H13-Đơn-0003', 'Nguyễn Thị Lựu', ROWS[0]?.[2] ?? '', '', ''].map(asTcvn3)]
    const people = rows.filter((_, at) => at < 2 || at === 4)
    const [question] = (await check(people)).verdict.questions ?? []
    expect(question?.choices.map(({ preview }) => preview?.includes('•••'))).toEqual([true, true, true])
    const shown = JSON.stringify(question)
    for (const hidden of ['Lựu', asTcvn3('Lựu'), 'Đơn-0003', asTcvn3('Đơn-0003')]) expect(shown).not.toContain(hidden)
  })

  it('may have one column in the font and the rest in Unicode, some of its cells too', async () => {
    const [first = [], second = []] = ROWS
    const mixed = [HEADER, [first[0] ?? '', asTcvn3('Hộ tịch'), ...first.slice(2)], second]
    const asked = await check(mixed)
    expect(asked.verdict.state).toBe('ready') // one odd word may be a foreign name
    const rows = [...mixed, ['H13-251001-0003', asTcvn3('Đất đai'), ...first.slice(2)]]
    expect((await check(rows)).verdict.questions?.[0]).toMatchObject({ id: 'legacy', likely: 'tcvn3' })
    const checked = await check(rows, { answers: { legacy: 'tcvn3' } })
    expect(staged(checked).map(([field]) => field)).toEqual(['Hộ tịch', 'Đất đai', 'Đất đai'])
  })

  it('is converted beyond the rows that were looked at', async () => {
    const many = Array.from({ length: 4_000 }, (_, at) => [
      `H13-251001-${String(at).padStart(5, '0')}`,
      asTcvn3('Hộ tịch'),
      asTcvn3('UBND xã Vĩnh Tường'),
      '01/10/2025',
      '',
    ])
    const chunks = [[HEADER.map(asTcvn3), ...many.slice(0, 3_000)], many.slice(3_000)]
    let rowNo = 0
    const sheet = sheetOf([], {
      rows: (async function* () {
        for (const chunk of chunks)
          yield chunk.map((cells) => {
            rowNo += 1
            return { rowNo, cells }
          })
      })(),
    })
    const checked = await checkSheets([sheet], requestFor('dossiers', { answers: { legacy: 'tcvn3' } }))
    expect(checked.verdict).toMatchObject({ state: 'ready', accepted: 4_000 })
    expect(new Set(checked.staged.map(({ row }) => row.field))).toEqual(new Set(['Hộ tịch']))
  })
})

describe('[U26] capitals of .VnTimeH', () => {
  const small = (text: string) => asTcvn3(text.toLowerCase())

  it('are lost where the file has small letters only, which is said', async () => {
    const rows = [HEADER.map(small), ...ROWS.map(([code = '', field = '', ...rest]) => [code, small(field), ...rest])]
    const checked = await check(rows, { answers: { legacy: 'tcvn3' } })
    expect(checked.verdict.state).toBe('ready')
    expect(checked.verdict.issues.filter(({ rule }) => rule === 'text.case')).toMatchObject([
      { severity: 'warning', column: 'lĩnh vực' },
    ])
    expect(staged(checked)).toEqual([
      ['hộ tịch', 'vt'],
      ['đất đai', 'vithanh'],
    ])
  })

  it.each([
    ['NGUYễN VăN', 'NGUYỄN VĂN'],
    ['UBND Xã VĩNH TRạCH', 'UBND Xã VĨNH TRẠCH'],
    ['ĐồNG', 'ĐỒNG'],
    ['Hộ tịch', 'Hộ tịch'],
    ['Đồng', 'Đồng'],
    ['Vũ', 'Vũ'],
  ])('come back where the other letters tell: %s', (read, meant) => {
    expect(recase(read)).toBe(meant)
  })
})

describe('Unicode texts', () => {
  it('that read right stay in a column of both', () => {
    // as TCVN3, à (E0) would be Ổ
    expect(convert('Cà Mau', 'tcvn3', true)).toBe('Cà Mau')
    expect(convert('Cµ Mau', 'tcvn3', true)).toBe('Cà Mau')
    expect(convert('Cµ Mau', 'tcvn3', false)).toBe('Cà Mau')
  })

  it('is what a column counts as that could be either, unless most of the sheet is in an old font', () => {
    // "Mã hồ sơ" in VNI is three Vietnamese words as it stands
    expect(asVni('Mã hồ sơ')).toBe('Maõ hoà sô')
    const found = (rest: string[]) => findLegacy([{ rowNo: 1, cells: ['Maõ hoà sô', ...rest] }])?.columns
    expect([...(found([asVni('Lĩnh vực'), asVni('Hình thức nộp')])?.keys() ?? [])]).toEqual([0, 1, 2])
    expect([...(found([asVni('Lĩnh vực'), 'Hộ tịch', 'Đất đai']) ?? new Map()).keys()]).toEqual([1])
  })

  it('with a few odd words among many are left alone', () => {
    const odd = [['Hµ Néi'], ['§µ N½ng']]
    const rows = (right: number) =>
      [...odd, ...Array.from({ length: right }, () => ['Hộ tịch'])].map((cells, at) => ({ rowNo: at + 1, cells }))
    // 2 of 40 cells are the twentieth part that it takes, 2 of 41 are not
    expect(findLegacy(rows(38))?.likely).toBe('tcvn3')
    expect(findLegacy(rows(39))).toBeNull()
  })

  it.each([
    ['Vietnamese', [...ROWS, HEADER, ['Lý Tú', 'Hà Tĩnh', 'Chí Lễ', 'à, ì, è', 'Cà Mau', 'bão số 3', 'QĐ-UBND']]],
    ['foreign names', [['José Núñez', 'Müller', 'São Paulo', 'François', 'Ångström', 'Café', 'naïve', 'Straße']]],
    ['signs', [['30°C', '½ ngày', '5 m²', '± 2', '§ 4', '«a»', '© 2025', '10 µg', 'số ³']]],
    ['capitals', [['UBND XÃ VĨNH TRẠCH', 'SỞ TƯ PHÁP', 'THÀ', 'HÀNH CHÍNH']]],
    ['minorities', [['Đắk Lắk', 'Krông Pắc', 'Ea Súp', 'Đắk Đoa', 'K’Bang', 'Ia Grai', 'Sơ Pai', 'Kpă']]],
  ])('are left alone: %s', (_, rows) => {
    expect(findLegacy(rows.map((cells, at) => ({ rowNo: at + 1, cells })))).toBeNull()
  })

  it('keep every letter when a column beside them is converted', () => {
    const only = ALPHABET.filter((letter) => letter.normalize('NFC') > '\u00ff')
    expect(only.length).toBeGreaterThan(100)
    for (const letter of only) expect(convert(`µ${letter}`, 'tcvn3', false)).toBe(`µ${letter}`)
  })
})
