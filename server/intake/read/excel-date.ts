import type { RawCell } from './raw.ts'

const DAY_SECONDS = 86_400
const LAST_SERIAL = 2_958_466
/** Days from 1899-12-31, Excel's day 0, to 1970-01-01. */
const EPOCH_1900 = 25_568
/** Days from 1904-01-01, day 0 of old Macintosh workbooks, to 1970-01-01. */
const EPOCH_1904 = 24_107
/** 29 February 1900, a day that Excel shows and that never was. */
const FALSE_LEAP_DAY = 60

/**
 * The local date and time that Excel shows for a serial number. A time of day without a date stays a number; what Excel shows as
 * `#####` (negative, after 9999) is broken.
 */
export function toExcelDate(serial: number, is1904: boolean): RawCell {
  if (serial < 0 || serial >= LAST_SERIAL) return { broken: '#####' }
  const seconds = Math.round(serial * DAY_SECONDS)
  const days = Math.floor(seconds / DAY_SECONDS)
  const time = new Date((seconds % DAY_SECONDS) * 1000).toISOString().slice(11, 19)
  if (is1904) return { date: `${toDay(days - EPOCH_1904)}T${time}` }
  if (days < 1) return serial
  if (days === FALSE_LEAP_DAY) return { date: `1900-02-29T${time}` }
  return { date: `${toDay(days - EPOCH_1900 - (days > FALSE_LEAP_DAY ? 1 : 0))}T${time}` }
}

function toDay(daysSince1970: number): string {
  return new Date(daysSince1970 * DAY_SECONDS * 1000).toISOString().slice(0, 10)
}

const ISO_CELL = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?$/

/** A date cell written as ISO text (`t="d"`); text of another form stays text. */
export function toIsoDate(text: string): RawCell {
  const match = ISO_CELL.exec(text)
  if (!match) return text
  const time = match[2] ?? '00:00:00'
  return { date: `${match[1]}T${time.length === 5 ? `${time}:00` : time}` }
}
