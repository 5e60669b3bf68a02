import writeXlsxFile from 'write-excel-file/node'

/** Personal values that nobody bears, each of them unlike every other text of the trial. */
export interface Canaries {
  /** The next so many of a kind; throws when they are used up. */
  take(kind: CanaryKind, count: number): string[]
  all: readonly string[]
  used(): number
}
export type CanaryKind = keyof typeof AMOUNTS

const AMOUNTS = { name: 190, identity: 190, phone: 190, mail: 150, address: 130, plate: 150 } as const

const FAMILIES = 'Nguyễn Trần Phạm Huỳnh Bùi Đặng'.split(' ')
const GIVEN = 'Lụa Mẫn Thơ Sắn Mía Dừa Cau Trầu Bưởi Mận'.split(' ')

/** A thousand canaries: names, identity numbers, phones, e-mail addresses, home addresses, number plates. */
export function createCanaries(): Canaries {
  const three = (n: number) => String(n).padStart(3, '0')
  const make: Record<CanaryKind, (n: number) => string> = {
    name: (n) => `${FAMILIES[n % 6]} ${GIVEN[Math.floor(n / 6) % 10]} ${GIVEN[Math.floor(n / 60) % 10]}`,
    identity: (n) => `0791${String(70 + (n % 30)).padStart(2, '0')}640${three(n)}`,
    phone: (n) => `0987316${three(n)}`,
    mail: (n) => `dan.${three(n)}@thu-rieng.vn`,
    address: (n) => `${n + 1}/7 hẻm Mía Lau, khóm ${n + 1}`,
    plate: (n) => `65A-7${String(n).padStart(2, '0').slice(-2)}.${10 + Math.floor(n / 100)}`,
  }
  const kinds = Object.keys(AMOUNTS) as CanaryKind[]
  const lists = new Map(kinds.map((kind) => [kind, Array.from({ length: AMOUNTS[kind] }, (_, n) => make[kind](n))]))
  const all = [...lists.values()].flat()
  const taken = new Map<CanaryKind, number>()
  return {
    all,
    used: () => [...taken.values()].reduce((sum, count) => sum + count, 0),
    take(kind, count) {
      const from = taken.get(kind) ?? 0
      const list = lists.get(kind)?.slice(from, from + count) ?? []
      if (list.length < count) throw new Error(`no more canaries of the kind ${kind}`)
      taken.set(kind, from + count)
      return list
    },
  }
}

/** One canary of each kind, so many times over, mixed. */
export function takeMixed(canaries: Canaries, each: number): string[] {
  const lists = (Object.keys(AMOUNTS) as CanaryKind[]).map((kind) => canaries.take(kind, each))
  return Array.from({ length: each }, (_, n) => lists.flatMap((list) => list[n] ?? [])).flat()
}

/** A row under Vietnamese headers. */
export type Line = Readonly<Record<string, string>>

/** A dossier of Xã Vĩnh Tường, received in November 2026. */
export function lineOf(no: number, over: Line = {}): Line {
  return {
    'Mã hồ sơ': `000.21.45.H13-261105-${String(no).padStart(4, '0')}`,
    'Tên thủ tục hành chính': 'Đăng ký khai sinh',
    'Lĩnh vực': 'Hộ tịch',
    'Đơn vị tiếp nhận': 'UBND xã Vĩnh Tường',
    'Đơn vị giải quyết': 'UBND xã Vĩnh Tường',
    'Ngày tiếp nhận': '05/11/2026 08:00',
    'Ngày hẹn trả': '12/11/2026',
    'Trạng thái': 'Đang xử lý',
    ...over,
  }
}

const headersOf = (lines: readonly Line[]) => [...new Set(lines.flatMap((line) => Object.keys(line)))]
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

/** Rows as a CSV file; `shift` moves the cells of each so many columns to the left of their headers. */
export function csvOf(lines: readonly Line[], shift = 0): string {
  const headers = headersOf(lines)
  const rows = lines.map((line) => headers.map((name) => quoted(line[name] ?? '')).slice(shift))
  return `${[headers.map(quoted), ...rows].map((cells) => cells.join(';')).join('\r\n')}\r\n`
}

/** Rows as a workbook with one sheet of that name. */
export async function xlsxOf(lines: readonly Line[], sheet: string): Promise<Buffer> {
  const headers = headersOf(lines)
  const cells = (texts: readonly string[]) => texts.map((value) => (value === '' ? null : { value, type: String }))
  const rows = [headers, ...lines.map((line) => headers.map((name) => line[name] ?? ''))].map(cells)
  return writeXlsxFile(rows, { sheet }).toBuffer()
}
