import type { Column, Dataset } from '../../shared/datasets/dataset.ts'
import { compareKey } from './words.ts'

/**
 * What a header stands for: a canonical column, `unit#code` for a code beside a unit's name, or one of the parts from which
 * other columns are made: `#month`, `#quarter`, `#year`, `#period`, `#no` (running number), `#label` (field or unit),
 * `#deleted`.
 */
export type Target = string

const PERIOD_WORDS: Record<Target, readonly string[]> = {
  '#month': ['month', 'Tháng'],
  '#quarter': ['quarter', 'Quý'],
  '#year': ['year', 'Năm'],
  '#period': ['Kỳ', 'Kỳ báo cáo', 'period'],
}

const CODE_WORDS: Record<string, readonly string[]> = {
  unit: [
    'Mã đơn vị',
    'MaDonVi',
    'Mã cơ quan',
    'MA_COQUAN',
    'govAgencyCode',
    'agencyCode',
    'Mã định danh',
    'Mã xã',
    'Mã địa bàn',
  ],
  receivingUnit: ['Mã đơn vị tiếp nhận', 'Mã cơ quan tiếp nhận', 'Mã đơn vị', 'MaDonVi', 'Mã cơ quan', 'MaDinhDanh'],
  resolvingUnit: ['Mã đơn vị giải quyết', 'Mã cơ quan giải quyết', 'Mã cơ quan thực hiện'],
}

const LABELS = [
  'Lĩnh vực / đơn vị giải quyết',
  'Lĩnh vực giải quyết',
  'Lĩnh vực, công việc giải quyết theo cấp',
  'Lĩnh vực công việc',
]

interface Meaning {
  target: Target
  /** 0 for the title itself; of two headers with one meaning the lower rank is used. */
  rank: number
}

/** Everything a dataset's headers may say. */
export interface HeaderWords {
  /** The meaning of a header of one or more stacked parts, outermost first. */
  find(parts: readonly string[]): Meaning | null
  columns: ReadonlyMap<string, Column>
}

/** Collects the words of a dataset: canonical names, titles, headers seen in real files, and the parts of periods and codes. */
export function createHeaderWords(dataset: Dataset): HeaderWords {
  const meanings = new Map<string, Meaning>()
  const learn = (text: string, target: Target, rank: number) => {
    const key = compareKey(text)
    if (key !== '' && !meanings.has(key)) meanings.set(key, { target, rank })
  }
  if (dataset.id === 'dossier-reports') for (const label of LABELS) learn(label, '#label', 1)
  const readable = dataset.columns.filter((column) => !column.derived)
  for (const column of readable) learn(column.name, column.name, 0)
  for (const column of readable) learn(column.title.vi, column.name, 0)
  for (const column of readable) {
    learn(column.title.en, column.name, 1)
    column.headers?.forEach((header, index) => {
      // `(3)` numbers a column of a form; without its brackets it would match any cell that holds a 3.
      if (!/^\(\d+\)$/.test(header)) learn(header, column.name, 2 + index)
    })
  }
  for (const column of readable) {
    if (column.kind === 'unit')
      CODE_WORDS[column.name]?.forEach((word, index) => {
        learn(word, `${column.name}#code`, index)
      })
  }
  if (dataset.period)
    for (const [target, words] of Object.entries(PERIOD_WORDS)) for (const word of words) learn(word, target, 0)
  for (const word of ['STT', 'TT', 'Số TT']) learn(word, '#no', 0)
  learn('deleted', '#deleted', 0)
  return {
    columns: new Map(readable.map((column) => [column.name, column])),
    find(parts) {
      for (const key of keysOf(parts)) {
        const meaning = meanings.get(key)
        if (meaning) return meaning
      }
      return null
    },
  }
}

/** The whole stack first, then without its outer parts, then its two ends. */
function* keysOf(parts: readonly string[]): Iterable<string> {
  for (let from = 0; from < parts.length; from += 1) {
    yield compareKey(parts.slice(from).join(' '))
    if (from === 0 && parts.length > 2) yield compareKey(`${parts[0]} ${parts.at(-1)}`)
  }
}

const FORM_NUMBERS = new Map<string, Target>([
  ['(1)', '#no'],
  ['(2)', '#label'],
])

/** The columns of a form by the numbers printed under its header, `(1)` … `(13)`. */
export function formTarget(dataset: Dataset, text: string): Target | null {
  const number = /^\(\d+\)/.exec(text.trim())?.[0]
  if (number === undefined) return null
  return (
    dataset.columns.find((column) => column.headers?.includes(number))?.name ??
    (dataset.id === 'dossier-reports' ? (FORM_NUMBERS.get(number) ?? null) : null)
  )
}
