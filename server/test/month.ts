import type { Row } from '../../shared/datasets/dataset.ts'

/** What becomes of a made-up dossier; days are counted from 1 October 2026 = 0. */
export interface Fate {
  code: string
  receiving: string
  resolving: string | null
  channel: 'online' | 'direct' | 'post'
  received: number
  due: number | null
  end: { kind: 'finished' | 'withdrawn' | 'paused'; day: number } | { kind: 'open' | 'refused' | 'new' }
}

/** The boxes of form II.06, and what the form leaves out. */
export interface Boxes {
  online: number
  direct: number
  carriedOver: number
  early: number
  onTime: number
  late: number
  unclassified: number
  returned: number
  open: number
  overdue: number
  paused: number
}

export const EMPTY: Boxes = {
  online: 0,
  direct: 0,
  carriedOver: 0,
  early: 0,
  onTime: 0,
  late: 0,
  unclassified: 0,
  returned: 0,
  open: 0,
  overdue: 0,
  paused: 0,
}

/** The local day of a day number. */
export function dayOfNumber(day: number): string {
  return new Date(Date.UTC(2026, 9, 1) + day * 86_400_000).toISOString().slice(0, 10)
}

/** A dossier as its system would write it. */
export function rowOf({ code, receiving, resolving, channel, received, due, end }: Fate, hour: number): Row {
  const at = (day: number) => `${dayOfNumber(day)}T${String(hour).padStart(2, '0')}:15:00+07:00`
  const row = {
    code,
    receivingUnit: receiving,
    resolvingUnit: resolving,
    channel,
    receivedAt: at(received),
    dueAt: due === null ? null : at(due),
  }
  switch (end.kind) {
    case 'finished':
      return { ...row, status: '10', finishedAt: at(end.day), returnedAt: at(end.day + 2) }
    case 'withdrawn':
      return { ...row, status: '7', statusAt: at(end.day) }
    case 'paused':
      return { ...row, status: '5', statusAt: at(end.day) }
    case 'open':
      return { ...row, status: '4' }
    case 'refused':
      return { ...row, status: '3' }
    case 'new':
      return { ...row, status: '1' }
  }
}

/**
 * The boxes of a period, walked day by day as a clerk would with a list on paper: nothing here knows of measures, versions or
 * rollups. Every dossier is on the desk from the day it is received until the evening of the day it leaves.
 */
export function walk(fates: readonly Fate[], from: number, to: number): Boxes {
  const boxes = { ...EMPTY }
  const desk = new Set<Fate>()
  const accepted = fates.filter(({ end }) => end.kind !== 'refused' && end.kind !== 'new')
  const first = Math.min(from, ...accepted.map(({ received }) => received))
  for (let day = first; day <= to; day++) {
    if (day === from) boxes.carriedOver = desk.size
    const counted = day >= from
    for (const fate of accepted) {
      const { received, channel, due, end } = fate
      if (received === day) {
        desk.add(fate)
        if (counted) boxes[channel === 'online' ? 'online' : 'direct'] += 1
      }
      if (!('day' in end) || end.day !== day || end.kind === 'paused') continue
      desk.delete(fate)
      if (!counted) continue
      if (end.kind === 'withdrawn') boxes.returned += 1
      else if (due === null) boxes.unclassified += 1
      else boxes[day < due ? 'early' : day === due ? 'onTime' : 'late'] += 1
    }
  }
  boxes.open = desk.size
  for (const { due, end } of desk) {
    const waits = end.kind === 'paused' && end.day <= to
    if (waits) boxes.paused += 1
    else if (due !== null && due < to) boxes.overdue += 1
  }
  return boxes
}
