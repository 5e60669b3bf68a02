import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asTcvn3, write } from '../../fixtures/forms/encodings.ts'
import { NAUGHTY } from '../../fixtures/naughty.ts'
import { storedColumns } from '../../shared/datasets/stored.ts'
import { checkOpened } from './check-file.ts'
import { openFile } from './read/open.ts'
import { UnreadableFile } from './read/raw.ts'
import { requestFor } from './test-city.ts'
import { fromUnreadable } from './verdict.ts'

const HEADER = 'Mã hồ sơ;Tên thủ tục hành chính;Lĩnh vực;Đơn vị giải quyết;Ngày tiếp nhận'
const ROW = '000.01.05.H13-251001-0001;Đăng ký khai sinh;Hộ tịch;UBND xã Tân Hòa;01/10/2025'
const SECOND = '000.01.05.H13-251001-0002;Chứng thực bản sao;Chứng thực;UBND phường Vị Thanh;02/10/2025'
const GOOD = `${[HEADER, ROW, SECOND].join('\r\n')}\r\n`

/** What is said of a file: its state, the refusal or rules of faults and warnings, and the open question. */
interface Heard {
  state: string
  code?: string
  rules?: string[]
  asks?: string
}
type Line = [id: string, what: string, bytes: Buffer | string, heard: Heard, answers?: Record<string, string>]

const READY: Heard = { state: 'ready' }
const refused = (code: string): Heard => ({ state: 'refused', code })
const faulty = (...rules: string[]): Heard => ({ state: 'refused', code: 'IOC_ROWS_REFUSED', rules })
const asks = (id: string): Heard => ({ state: 'asking', asks: id })
const withUnit = (name: string) => GOOD.replace('UBND xã Tân Hòa', name)
const withField = (text: string) => GOOD.replace('Hộ tịch', text)

/** RELIABILITY §5.2, in its order; where deliveries now accept more than the corpus says, the reason stands beside the line. */
const LINES: Line[] = [
  ['U20', 'UTF-8 with its mark', write(GOOD, 'utf-8 with mark'), READY],
  ['U21', 'UTF-16LE with its mark, tabs', write(GOOD.replaceAll(';', '\t'), 'utf-16le with mark'), READY],
  ['U21', 'UTF-16BE with its mark, tabs', write(GOOD.replaceAll(';', '\t'), 'utf-16be with mark'), READY],
  ['U22', 'UTF-16LE without a mark', write(GOOD, 'utf-16le'), asks('encoding')],
  ['U22', 'UTF-16LE without a mark, answered', write(GOOD, 'utf-16le'), READY, { encoding: 'utf-16le' }],
  ['U22', 'UTF-16BE without a mark, answered', write(GOOD, 'utf-16be'), READY, { encoding: 'utf-16be' }],
  ['U23', 'Windows-1258', write(GOOD, 'windows-1258'), asks('encoding')],
  ['U23', 'Windows-1258, confirmed', write(GOOD, 'windows-1258'), READY, { encoding: 'windows-1258' }],
  ['U24', 'TCVN3', write(GOOD, 'tcvn3'), asks('encoding')],
  ['U24', 'TCVN3, confirmed', write(GOOD, 'tcvn3'), READY, { encoding: 'tcvn3' }],
  ['U25', 'TCVN3 inside UTF-8', asTcvn3(GOOD), asks('legacy')],
  ['U25', 'TCVN3 inside UTF-8, converted', asTcvn3(GOOD), READY, { legacy: 'tcvn3' }],
  [
    'U26',
    'TCVN3 with small letters for capitals',
    write(GOOD.replace('Hộ tịch', 'hộ tịch').replace('Chứng thực;', 'chứng thực;'), 'tcvn3'),
    { state: 'ready', rules: ['text.case'] },
    { encoding: 'tcvn3' },
  ],
  // The corpus refuses VNI; the issue reads it.
  ['U27', 'VNI-Windows', write(GOOD, 'vni'), asks('encoding')],
  ['U27', 'VNI-Windows, confirmed', write(GOOD, 'vni'), READY, { encoding: 'vni' }],
  [
    'U28',
    'UTF-8 with rows of TCVN3 at its end',
    Buffer.concat([Buffer.from(GOOD), write(ROW, 'tcvn3')]),
    refused('IOC_TEXT_NOT_UTF8'),
  ],
  [
    'U28',
    'VNI with a row of UTF-8 at its end',
    Buffer.concat([write(GOOD.repeat(5), 'vni'), Buffer.from(ROW)]),
    refused('IOC_TEXT_BAD_BYTE'),
    { encoding: 'vni' },
  ],
  [
    'U28',
    'TCVN3 with a row of UTF-8 at its end',
    Buffer.concat([write(GOOD.repeat(5), 'tcvn3'), Buffer.from(ROW)]),
    refused('IOC_TEXT_BAD_BYTE'),
    { encoding: 'tcvn3' },
  ],
  [
    'U28',
    'Windows-1258 with a row of UTF-8 at its end',
    Buffer.concat([write(GOOD.repeat(5), 'windows-1258'), Buffer.from(ROW)]),
    refused('IOC_TEXT_BAD_BYTE'),
    { encoding: 'windows-1258' },
  ],
  [
    'U29',
    'an overlong form',
    Buffer.concat([Buffer.from(GOOD), Buffer.from('c0af', 'hex')]),
    refused('IOC_TEXT_NOT_UTF8'),
  ],
  [
    'U29',
    'a lone continuation',
    Buffer.concat([Buffer.from(GOOD), Buffer.from('a9', 'hex')]),
    refused('IOC_TEXT_NOT_UTF8'),
  ],
  [
    'U29',
    'a letter cut off',
    Buffer.concat([Buffer.from(GOOD), Buffer.from('e1bb', 'hex')]),
    refused('IOC_TEXT_NOT_UTF8'),
  ],
  ['U30', 'a NUL', withField('Hộ\0tịch'), refused('IOC_TEXT_NUL')],
  ['U30', 'a NUL in TCVN3', write(withField('Hộ\0tịch'), 'tcvn3'), refused('IOC_TEXT_NUL'), { encoding: 'tcvn3' }],
  ['U31', 'half a pair through JSON', '[{"Mã hồ sơ":"\\ud800"}]', refused('IOC_TEXT_SURROGATE')],
  ['U32', 'letters apart (NFD)', GOOD.normalize('NFD'), READY],
  ['U33', 'the older place of the tone', withUnit('UBND xã Tân Hoà'), READY],
  ['U33', 'double spaces', withUnit('UBND  xã   Tân  Hòa '), READY],
  ['U33', 'a no-break space', withUnit('UBND xã\u00a0Tân\u00a0Hòa'), READY],
  ['U33', 'zero-width signs at the ends', withUnit('\u200b\ufeffUBND xã Tân Hòa\u200b'), READY],
  ['U33', 'zero-width signs for spaces', withUnit('UBND\u200bxã\u200bTân\u200dHòa'), READY],
  ['U33', 'a soft hyphen inside a word', withUnit('UBND xã Tân H\u00adòa'), faulty('unit.unknown')],
  ['U33', 'an unseen sign behind a code', GOOD.replace('0001;', '0001\u200b;'), READY],
  ['U33', 'a no-break space in a header', GOOD.replace('Mã hồ sơ', 'Mã\u00a0hồ\u200b sơ'), READY],
  ['U34', 'a turned text', withField('Hộ \u202ehcịt\u202c'), READY],
  ['U35', 'a cell that is too long', withField('a'.repeat(32_768)), refused('IOC_CELL_TOO_LONG')],
  ['U35', 'a record that is too long', `${GOOD}${'a;'.repeat(1024 * 1024)}\r\n`, refused('IOC_RECORD_TOO_LONG')],
  ['U35', 'a quote that never closes', `${GOOD}x;"y;z\r\n${GOOD.repeat(10_000)}`, refused('IOC_CSV_QUOTE')],
  ['U36', 'CR alone', GOOD.replaceAll('\r\n', '\r'), READY],
  ['U36', 'mixed line ends', GOOD.replace('\r\n', '\n'), READY],
  ['U36', 'blank lines and separators at the end', `${GOOD}\r\n;;;;\r\n\r\n\n`, READY],
  ['U36', 'a separator at the end of every line', GOOD.replaceAll('\r\n', ';;;\r\n'), READY],
  ['U37', 'commas', GOOD.replaceAll(';', ','), READY],
  ['U37', 'tabs', GOOD.replaceAll(';', '\t'), READY],
  ['U37', 'bars', GOOD.replaceAll(';', '|'), READY],
  ['U37', 'a sep= line', `sep=|\r\n${GOOD.replaceAll(';', '|')}`, READY],
  ['U37', 'a sep= line in UTF-16', write(`sep=;\r\n${GOOD}`, 'utf-16le with mark'), READY],
  ['U38', 'more cells than the header', `${GOOD}${ROW.replace('0001;', '0003;')};thừa\r\n`, faulty('row.ragged')],
  // Spreadsheets leave empty cells at the end of a row out: fewer cells are no fault.
  ['U38', 'fewer cells than the header', GOOD.replace(HEADER, `${HEADER};Ngày hẹn trả;Trạng thái`), READY],
]

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-text-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function check(bytes: Buffer | string, answers: Record<string, string> = {}) {
  const path = join(folder, 'file')
  await writeFile(path, bytes)
  const request = requestFor('dossiers', { answers })
  const staged: Record<string, string | undefined>[] = []
  const verdict = await (async () => {
    try {
      const opened = await openFile(path, undefined, request)
      return await checkOpened(opened, request, async (dataset, rows) => {
        const names = storedColumns(dataset).map(({ name }) => name)
        for (const { line, key } of rows)
          staged.push({ key, ...Object.fromEntries(line.split('\t').map((field, at) => [names[at] ?? '', field])) })
      })
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      return fromUnreadable(error)
    }
  })()
  return { verdict, staged }
}

describe('the corpus of bad texts', () => {
  it.each(LINES)('[%s] %s', async (_id, _what, bytes, heard, answers) => {
    const { verdict, staged } = await check(bytes, answers)
    const rules = verdict.issues.filter(({ severity }) => severity !== 'notice').map(({ rule }) => rule)
    expect({ state: verdict.state, code: verdict.problem?.code, asks: verdict.questions?.[0]?.id, rules }).toEqual({
      code: undefined,
      asks: undefined,
      rules: [],
      ...heard,
    })
    expect(JSON.stringify(staged)).not.toContain('\ufffd')
    if (heard.state !== 'ready') return
    expect(staged.map(({ resolvingUnit }) => resolvingUnit)).toEqual(['th-ct', 'vithanh'])
    expect(staged.map(({ procedureName }) => procedureName)).toEqual(['Đăng ký khai sinh', 'Chứng thực bản sao'])
  })

  it('[U39] takes every naughty text as a text, without a question', async () => {
    const quoted = NAUGHTY.map((text) => `"${text.replaceAll('"', '""')}"`)
    const rows = quoted.map((text, at) => `000.01.05.H13-251001-${1000 + at};${text};${text};xã Tân Hòa;01/10/2025`)
    const { verdict, staged } = await check(`${[HEADER, ...rows].join('\r\n')}\r\n`)
    expect(verdict.questions).toBeUndefined()
    expect(verdict.read).toBe(NAUGHTY.length)
    const refusedRows = new Set(
      verdict.issues.filter(({ severity }) => severity === 'error').flatMap((one) => one.firstRows),
    )
    expect([...refusedRows]).toEqual([])
    expect(staged).toHaveLength(NAUGHTY.length)
  })

  it('keeps one key for a code, however it is written', async () => {
    const keys = async (bytes: Buffer | string, answers = {}) =>
      (await check(bytes, answers)).staged.map(({ key }) => key)
    const plain = await keys(GOOD)
    expect(new Set(plain).size).toBe(2)
    expect(await keys(GOOD.replace('0001;', '\u200e0001\u00ad;'))).toEqual(plain)
    expect(await keys(write(GOOD, 'tcvn3'), { encoding: 'tcvn3' })).toEqual(plain)
  })

  it.each([
    ['U23', 'windows-1258'],
    ['U24', 'tcvn3'],
    ['U27', 'vni'],
  ] as const)('[%s] one row of an encoding without its header line is asked about too', async (_id, encoding) => {
    const { verdict } = await check(
      write(`code;field;resolvingUnit;receivedAt\n${'x;Hộ tịch;UBND xã Vĩnh Tường;01/10/2025\n'}`, encoding),
    )
    expect(verdict.questions?.[0]).toMatchObject({ id: 'encoding', likely: encoding })
  })
})
