/** What a limit protects: how the tables of `GET /limits` and `docs/limits.md` are divided. */
export const LIMIT_AREAS = [
  'file',
  'workbook',
  'rows',
  'check',
  'form',
  'body',
  'http',
  'rate',
  'sockets',
  'query',
] as const
export type LimitArea = (typeof LIMIT_AREAS)[number]

/** One limit: what it is, between which bounds an operator may set it. */
export interface Limit {
  area: LimitArea
  unit: 'bytes' | 'ms' | 'count' | 'chars' | 'times' | 'hours' | 'years' | 'MiB'
  usual: number
  least: number
  most: number
  meaning: { vi: string; en: string }
  /** Part of the contract or of a format: shown, but not to be set. */
  fixed?: true
}

export const KIB = 1024
export const MIB = 1024 * KIB
export const GIB = 1024 * MIB

/** A limit that an operator may set between two bounds. */
export function limit(
  area: LimitArea,
  unit: Limit['unit'],
  [least, usual, most]: readonly [least: number, usual: number, most: number],
  vi: string,
  en: string,
): Limit {
  return { area, unit, usual, least, most, meaning: { vi, en } }
}

/** A limit that is part of a contract or a format. */
export function fixed(area: LimitArea, unit: Limit['unit'], value: number, vi: string, en: string): Limit {
  return { ...limit(area, unit, [value, value, value], vi, en), fixed: true }
}
