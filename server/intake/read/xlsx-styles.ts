import type { ReadLimits } from './limits.ts'
import { readXml } from './xml.ts'

/** What a cell's format makes of its number: a date, digits kept with leading zeros (`00000` → 5), or the number itself. */
export type NumberLook = 'date' | 'number' | { digits: number }

const MAX_STYLES = 65_536

function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58)
}

/**
 * Reads a number format as Excel does, as far as dates go: literal text, colours and locales do not count. Elapsed time (`[h]:mm`)
 * is a duration and stays a number.
 */
export function toLook(format: string): NumberLook {
  const code = (format.split(';')[0] ?? '').toLowerCase()
  if (/^0{2,20}$/.test(code)) return { digits: code.length }
  const bare = code.replaceAll(/"[^"]*"?/g, '').replaceAll(/[\\_*]./g, '')
  if (/\[(h+|m+|s+)\]/.test(bare)) return 'number'
  const letters = bare.replaceAll(/\[[^\]]*\]/g, '')
  return !letters.includes('general') && /[dmyhs]/.test(letters) ? 'date' : 'number'
}

/** The look of a format number: the workbook's own formats first, then those that every program knows. */
export function lookOf(id: number, formats: ReadonlyMap<number, NumberLook>): NumberLook {
  return formats.get(id) ?? (isBuiltInDate(id) ? 'date' : 'number')
}

/** The look of every cell style, by its index. */
export async function readStyles(
  chunks: AsyncIterable<Buffer>,
  part: string,
  limits: ReadLimits,
): Promise<NumberLook[]> {
  const formats = new Map<number, NumberLook>()
  const looks: NumberLook[] = []
  let inCells = false
  const open = (name: string, attributes: Readonly<Record<string, string>>) => {
    if (name === 'cellXfs') inCells = true
    else if (name === 'numFmt') formats.set(Number(attributes.numFmtId), toLook(attributes.formatCode ?? ''))
    else if (name === 'xf' && inCells && looks.length < MAX_STYLES) {
      looks.push(lookOf(Number(attributes.numFmtId ?? 0), formats))
    }
  }
  const close = (name: string) => {
    if (name === 'cellXfs') inCells = false
  }
  await readXml(chunks, { open, close }, part, limits)
  return looks
}
