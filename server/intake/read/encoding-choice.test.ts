import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Written, write } from '../../../fixtures/forms/encodings.ts'
import { type OpenedFile, openFile, type ReadHints } from './open.ts'

const ROWS = [
  'Mã hồ sơ;Tên thủ tục hành chính;Lĩnh vực;Đơn vị giải quyết;Chủ hồ sơ;Số điện thoại;Ghi chú',
  'H01.187-251001-0001;Đăng ký khai sinh;Hộ tịch;UBND xã Vĩnh Trạch;Nguyễn Thị Lựu;0912 345 678;nhờ gọi buổi chiều',
  'H01.187-251001-0002;Cấp giấy phép xây dựng, gọi 0912345678;Xây dựng;UBND phường Mỹ Thới;Trần Văn Bưởi;;đã xin lùi hạn',
]
const TEXT = `${ROWS.join('\r\n')}\r\n`
const CELLS = ROWS.map((row) => row.split(';'))
const NO_HINTS: ReadHints = { answers: {}, remembered: [] }

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'encodings-'))
})
afterAll(() => rm(folder, { recursive: true }))

let count = 0
async function openBytes(bytes: Uint8Array, hints: Partial<ReadHints> = {}): Promise<OpenedFile> {
  count += 1
  const path = join(folder, String(count))
  await writeFile(path, bytes)
  return openFile(path, undefined, { ...NO_HINTS, ...hints })
}

async function cellsOf({ file }: OpenedFile): Promise<unknown[][]> {
  const cells: unknown[][] = []
  for await (const sheet of file) for await (const rows of sheet.rows) cells.push(...rows.map((row) => row.cells))
  return cells
}

const OLD: readonly [Written, string][] = [
  ['windows-1258', 'windows-1258'],
  ['tcvn3', 'tcvn3'],
  ['vni', 'vni'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
]

describe('a text that says how it is written', () => {
  it.each<[Written, string]>([
    ['utf-8', 'utf-8'],
    ['utf-8 with mark', 'utf-8'],
    ['utf-16le with mark', 'utf-16le'],
    ['utf-16be with mark', 'utf-16be'],
  ])('is read without a question: %s', async (written, encoding) => {
    const opened = await openBytes(write(TEXT, written))
    expect(opened).toMatchObject({ kind: 'csv', encoding, delimiter: ';' })
    expect(opened.asks).toBeUndefined()
    expect(await cellsOf(opened)).toEqual(CELLS)
  })
})

it('keeps characters whole that lie across two pieces of UTF-16', async () => {
  // 6 code units of header, then 5 a row: after 131,072 units, where the first piece ends, stands half of a smile
  const text = `ab;cd\n${'😀;1\n'.repeat(60_000)}`
  expect(text.charCodeAt(256 * 512)).toBe('😀'.charCodeAt(1))
  for (const written of ['utf-16le with mark', 'utf-16be with mark'] as const) {
    const cells = await cellsOf(await openBytes(write(text, written)))
    expect(cells).toHaveLength(60_001)
    expect(cells.slice(1).every(([smile]) => smile === '😀')).toBe(true)
  }
})

describe('a text that does not say how it is written', () => {
  it.each(OLD)('%s is asked about with the right encoding first', async (written, encoding) => {
    const { asks = [], file } = await openBytes(write(TEXT, written))
    expect(asks).toMatchObject([{ id: 'encoding', likely: encoding }])
    const { choices = [] } = asks[0] ?? {}
    expect(choices[0]?.value).toBe(encoding)
    expect(choices.every(({ preview = [] }) => preview.length === 3)).toBe(true)
    expect(await cellsOf({ kind: 'csv', file })).toEqual([])
  })

  it.each(OLD)('%s is read as it is answered', async (written, encoding) => {
    const opened = await openBytes(write(TEXT, written), { answers: { encoding } })
    expect(opened).toMatchObject({ encoding, delimiter: ';', used: [] })
    expect(await cellsOf(opened)).toEqual(CELLS)
  })

  it.each(OLD)(
    '%s is read without a question if it was answered for an earlier file of the feed',
    async (written, encoding) => {
      const remembered = [{ fingerprint: 'encoding', answers: { encoding } }]
      const opened = await openBytes(write(TEXT, written), { remembered })
      expect(opened).toMatchObject({ encoding, used: ['encoding'] })
      expect(await cellsOf(opened)).toEqual(CELLS)
    },
  )

  it('is asked about again when its bytes look different from those of earlier files', async () => {
    const remembered = [{ fingerprint: 'encoding', answers: { encoding: 'vni' } }]
    const { asks, used } = await openBytes(write(TEXT, 'tcvn3'), { remembered })
    expect(asks?.[0]?.likely).toBe('tcvn3')
    expect(used ?? []).toEqual([])
  })

  it('is asked about again when the answer is no encoding', async () => {
    for (const encoding of ['latin1', '__proto__', ''])
      expect((await openBytes(write(TEXT, 'tcvn3'), { answers: { encoding } })).asks).toHaveLength(1)
  })

  it('shows what the officer has to see and nothing of a person, in no encoding', async () => {
    for (const [written] of OLD) {
      const { asks = [] } = await openBytes(write(TEXT, written))
      const [likely, ...others] = asks[0]?.choices.map(({ preview = [] }) => preview) ?? []
      // codes are plain ASCII and tell nothing; the name's column is personal; a phone inside a text is masked
      expect(likely).toEqual([
        'Mã hồ sơ | Tên thủ tục hành chính | Lĩnh vực | Đơn vị giải quyết | Chủ hồ sơ | Số điện thoại | Ghi chú',
        '… | Đăng ký khai sinh | Hộ tịch | UBND xã Vĩnh Trạch | ••• | … | •••',
        '… | Cấp giấy phép xây dựng, gọi ••• | Xây dựng | UBND phường Mỹ Thới | ••• | … | •••',
      ])
      const shown = JSON.stringify(asks)
      expect(shown).not.toContain('buổi')
      for (const hidden of ['Lựu', 'L\u00f9u', '0912', '251001', 'V\u00a8n B'] as const)
        expect(shown).not.toContain(hidden)
      expect(others.flat().join()).not.toContain(write('Thị', written === 'vni' ? 'vni' : 'tcvn3').toString('latin1'))
    }
  })

  it('is found where the first Vietnamese letter comes late', async () => {
    const plain = 'code;name\n'.concat('H01-1;none\n'.repeat(60_000))
    expect(plain.length).toBeGreaterThan(2 * 256 * 1024)
    const bytes = Buffer.concat([Buffer.from(plain), write('H01-2;Đăng ký khai sinh tại phường Mỹ Thới\n', 'tcvn3')])
    const { asks } = await openBytes(bytes)
    expect(asks?.[0]?.likely).toBe('tcvn3')
  })
})

describe('damage in the chosen encoding', () => {
  const good = write(TEXT, 'tcvn3')
  it.each<[string, Uint8Array, Record<string, string>, string, Record<string, number>]>([
    // three good rows, then `H01-9;` in row 4; 8D has no letter in Windows-1258, FF none in VNI
    [
      'a byte that Windows-1258 does not have',
      Buffer.concat([write(TEXT, 'windows-1258'), Buffer.from('H01-9;\x8d\n', 'latin1')]),
      { encoding: 'windows-1258' },
      'IOC_TEXT_BAD_BYTE',
      { row: 4, byte: write(TEXT, 'windows-1258').length + 6 },
    ],
    [
      'a byte that VNI does not have',
      Buffer.concat([write(TEXT, 'vni'), Buffer.from('H01-9;\xff\n', 'latin1')]),
      { encoding: 'vni' },
      'IOC_TEXT_BAD_BYTE',
      { row: 4, byte: write(TEXT, 'vni').length + 6 },
    ],
    // `Mã hồ`: M, B7 (a dot in VNI), space, h, E5 (a tone without its letter)
    ['another encoding than it is', good, { encoding: 'vni' }, 'IOC_TEXT_BAD_BYTE', { row: 1, byte: 4 }],
    [
      'half a letter in the middle of UTF-16',
      Buffer.concat([write(TEXT, 'utf-16le with mark'), Buffer.from('x;\ud800y\n', 'utf16le')]),
      {},
      'IOC_TEXT_NOT_UTF16',
      { row: 4, byte: 2 + TEXT.length * 2 + 4 },
    ],
    [
      'half a unit at the end of UTF-16',
      Buffer.concat([write(TEXT, 'utf-16be with mark'), Buffer.of(0)]),
      {},
      'IOC_TEXT_NOT_UTF16',
      { row: 4, byte: 2 + TEXT.length * 2 },
    ],
    [
      'a few bytes of another encoding in UTF-8',
      Buffer.concat([write(TEXT, 'utf-8'), write('H01-9;Hộ tịch\n', 'tcvn3')]),
      {},
      'IOC_TEXT_NOT_UTF8',
      { row: 4, byte: Buffer.byteLength(TEXT) + 7 },
    ],
  ])('names row and byte: %s', async (_, bytes, answers, code, params) => {
    const reading = openBytes(bytes, { answers }).then(cellsOf)
    await expect(reading).rejects.toMatchObject({ code, status: 422, params })
  })

  it('is found at once in bytes that were made to take long', async () => {
    const [noise, marks] = [Buffer.alloc(300_000, 0xe9), Buffer.from('\xb3\xb4'.repeat(150_000), 'latin1')]
    for (const bytes of [noise, Buffer.concat([Buffer.from('a'), marks])])
      await expect(openBytes(bytes).then(cellsOf)).rejects.toMatchObject({ code: 'IOC_TEXT_NOT_UTF8' })
  })

  it('is no question where no encoding makes it Vietnamese', async () => {
    // French in Western Windows, and noise: neither TCVN3 nor VNI nor Windows-1258 gives words
    for (const text of ['ville;café\nOrléans;à côté, français\n', 'a;b\n\xfe\xdd;\xf0\xff\xfe\n'])
      await expect(openBytes(Buffer.from(text, 'latin1')).then(cellsOf)).rejects.toMatchObject({
        code: 'IOC_TEXT_NOT_UTF8',
      })
  })
})
