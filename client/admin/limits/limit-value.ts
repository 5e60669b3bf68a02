import type { Locale } from '../../format/locale.ts'
import { formatNumber, NBSP } from '../../format/number.ts'

const SECOND = 1000
const SIZES = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
const WORDS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  s: ['giây', 's'],
  min: ['phút', 'min'],
  h: ['giờ', 'h'],
  chars: ['ký tự', 'characters'],
  times: ['lần', 'times'],
  years: ['năm', 'years'],
}

/** A limit as people read it: `100 MiB`, `15 giây`, `2.048 ký tự`; nothing is rounded away. @param unit - `bytes`, `ms`, `count`, … */
export function formatLimit(value: number, unit: string, locale: Locale): string {
  if (unit === 'bytes') return inSize(value, locale)
  if (unit === 'ms') return inTime(value, locale)
  const name = WORDS[unit]?.[locale === 'vi' ? 0 : 1] ?? (unit === 'count' ? '' : unit)
  return withUnit(exactly(value, locale), name)
}

/** In the largest size in which at most one decimal is needed. */
function inSize(bytes: number, locale: Locale): string {
  let [value, step] = [bytes, 0]
  while (value >= 1024 && step < SIZES.length - 1 && Number.isInteger((value / 1024) * 10)) {
    value /= 1024
    step += 1
  }
  return withUnit(exactly(value, locale), SIZES[step] ?? 'B')
}

function inTime(ms: number, locale: Locale): string {
  if (ms < SECOND || ms % SECOND !== 0) return withUnit(exactly(ms, locale), 'ms')
  const seconds = ms / SECOND
  const [value, name] =
    seconds >= 3600 && seconds % 3600 === 0
      ? [seconds / 3600, 'h']
      : seconds >= 120 && seconds % 60 === 0
        ? [seconds / 60, 'min']
        : [seconds, 's']
  return withUnit(exactly(value, locale), WORDS[name]?.[locale === 'vi' ? 0 : 1] ?? name)
}

function exactly(value: number, locale: Locale): string {
  const decimals = Number.isInteger(value) ? 0 : 1
  return formatNumber(value, locale, decimals)
}

function withUnit(value: string, unit: string): string {
  return unit === '' ? value : `${value}${NBSP}${unit}`
}
