import type { Row } from '../../../shared/datasets/dataset.ts'
import { judgeRatio } from './arithmetic.ts'
import { NUMBER_UNIT } from './cells.ts'
import { type Check, type Rule, type Say, vi } from './check.ts'
import { NONE_OPEN, SUBSET, saySum } from './reports.ts'

/** V2: a stated percentage that is its fraction cut off instead of rounded. */
export const TRUNCATED: Rule = {
  id: 'V2.truncated',
  severity: 'notice',
  title: { vi: 'Tỷ lệ bị cắt, không làm tròn', en: 'A percentage cut off instead of rounded' },
  message: ({ stated, computed }) =>
    `Tỷ lệ ghi ${vi(Number(stated))} % là ${vi(Number(computed))} % bị cắt bớt, không làm tròn.`,
}

/** V2 and V3: a stated percentage that does not follow from its fraction, with the denominators that would fit. */
export const MISMATCH: Rule = {
  id: 'V2',
  severity: 'error',
  title: { vi: 'Tỷ lệ không khớp tử số và mẫu số', en: 'A percentage that does not follow from its fraction' },
  message: ({ stated, computed, numerator, denominator }) =>
    `Tỷ lệ ghi ${vi(Number(stated))} %, nhưng ${vi(Number(numerator))}/${vi(Number(denominator))} = ${vi(Number(computed))} %.`,
  suggestion: ({ rounded, truncated }) => {
    const fits = [
      rounded !== '' ? `${rounded} (làm tròn)` : '',
      truncated !== '' ? `${truncated} (cắt bớt)` : '',
    ].filter((text) => text !== '')
    return fits.length === 0 ? 'Kiểm tra tử số và mẫu số.' : `V3: mẫu số khớp với tỷ lệ đã ghi: ${fits.join('; ')}.`
  },
}

export const PUBLISHED_RULES: readonly Rule[] = [TRUNCATED, MISMATCH]

const ENOUGH = 30

/** Figures that somebody published: does the percentage follow, do the parts add up? Only exact statements are judged, "over 90 %" is not. */
export const publishedCheck: Check = {
  datasets: ['indicators'],
  row(row, say) {
    const value = numberOf(row, 'value')
    if (value === null) return
    checkRate(row, value, say)
    const parts = partsOf(row.parts)
    if (parts) saySum(say, 'value', 'Giá trị', value, parts)
  },
}

function checkRate(row: Row, value: number, say: Say): void {
  const numerator = numberOf(row, 'numerator')
  const denominator = numberOf(row, 'denominator')
  const unit = String(row.unitOfMeasure ?? '').trim()
  const percent = unit === '%' || /phần trăm|percent/i.test(unit) || (unit === '' && denominator !== null)
  if (!percent) return
  if (value < 0 || value > 100) {
    say(NUMBER_UNIT, { column: 'value', value: String(value), params: { need: 'tỷ lệ từ 0 đến 100 %' } })
    return
  }
  if (numerator === null || denominator === null || denominator <= 0) return
  if (numerator > denominator)
    say(SUBSET, { column: 'numerator', params: { part: 'Tử số', whole: 'mẫu số', a: numerator, b: denominator } })
  if (row.comparator !== null && row.comparator !== undefined && row.comparator !== '=') return
  const decimals = numberOf(row, 'decimals') ?? decimalsOf(value)
  const { verdict, computed, fits } = judgeRatio(value, decimals, numerator, denominator)
  const params = { stated: value, computed, numerator, denominator }
  if (verdict === 'truncated') say(TRUNCATED, { column: 'value', value: String(value), params })
  if (verdict === 'mismatch')
    say(MISMATCH, {
      column: 'value',
      value: String(value),
      params: { ...params, rounded: fits.rounded.join(', '), truncated: fits.truncated.join(', ') },
    })
  if ((value === 100 || value === 0) && denominator >= ENOUGH)
    say(NONE_OPEN, { column: 'value', params: { what: `Tỷ lệ ${value} %`, n: denominator } })
}

/** `668+526+593` or `668; 526; 593`; null when the cell is no list of numbers. */
function partsOf(cell: Row[string] | undefined): number[] | null {
  if (typeof cell !== 'string' || cell.trim() === '') return null
  const parts = cell.split(/[+;|]/).map((part) => Number(part.trim()))
  return parts.length > 1 && parts.every(Number.isFinite) ? parts : null
}

function decimalsOf(value: number): number {
  return String(value).split('.')[1]?.length ?? 0
}

function numberOf(row: Row, name: string): number | null {
  const value = row[name]
  return typeof value === 'number' ? value : null
}
