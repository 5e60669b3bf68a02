import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Cell, FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import { findMeasure } from '../../shared/measures/list.ts'
import type { Query } from '../../shared/query.ts'
import { type Opened, open } from './opened.ts'
import { signedIn } from './people.ts'

/** What a display of the public hall is told: nothing from which a count of one to four follows. */
const LEAST = 5
const PROVINCE = 'area:92'
const COUNTS = ['dossiers.received', 'dossiers.late', 'dossiers.open', 'dossiers.overdue']
const MEASURES = [...COUNTS, 'dossiers.onTimeRate', 'dossiers.overdueShare']
const MONTH: Query = { measures: MEASURES, unit: PROVINCE, period: { name: '2026-11' } }

let opened: Opened
let socket: Socket
let communes: string[]
let cookie = ''

/** Dossiers of a commune: so many early, late, open and overdue. */
function dossiersOf(unit: string, field: string, [early, late, within, overdue]: readonly number[]) {
  const rows: Record<string, unknown>[] = []
  const add = (count = 0, more: Record<string, unknown> = {}) => {
    for (let n = 0; n < count; n += 1)
      rows.push({
        code: `${unit}-${field}-${rows.length}`,
        receivingUnit: unit,
        field,
        receivedAt: '2026-11-02T08:00:00+07:00',
        dueAt: '2026-11-10T17:00:00+07:00',
        status: '4',
        ...more,
      })
  }
  add(early, { finishedAt: '2026-11-05T09:00:00+07:00', status: '10' })
  add(late, { finishedAt: '2026-11-13T09:00:00+07:00', status: '10' })
  add(within, { dueAt: '2026-11-30T17:00:00+07:00' })
  add(overdue)
  return rows
}

async function push(rows: readonly Record<string, unknown>[]): Promise<void> {
  const { status, body } = await opened.call('POST', `/api/v1/push/dossiers`, { feed: 'mot-cua', rows })
  expect([status, body.rejected]).toEqual([200, []])
}

const asScreen = (query: Query) =>
  opened.ask('/api/v1/figures', {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(query),
  })

/** The counts that a cell shows. */
function countsIn(measure: string, { value, numerator, denominator, n }: Cell): number[] {
  const own = findMeasure(measure)?.kind === 'rate' ? [] : [value]
  const misses = numerator === undefined || denominator === undefined ? [] : [denominator - numerator]
  return [...own, numerator, denominator, n, ...misses].filter((count) => typeof count === 'number')
}

/** Cells that show a small count, or say of a hidden one more than that it is hidden. */
function leaks(rows: readonly FigureRow[]): string[] {
  return rows.flatMap((row) =>
    Object.entries(row).flatMap(([measure, cell]) => {
      if (!isCell(cell)) return []
      const small = countsIn(measure, cell).filter((count) => count > 0 && count < LEAST)
      const told = cell.none === 'suppressed' ? Object.keys(cell).filter((name) => !SILENT.has(name)) : []
      return [...small, ...told].map((what) => `${row.unit ?? ''} ${row.field ?? ''} ${measure}: ${what}`)
    }),
  )
}
/** A target is public, and so is that a figure has one. */
const SILENT = new Set(['value', 'none', 'target', 'basis'])

const cellOf = (row: FigureRow | undefined, measure: string) => {
  const cell = row?.[measure]
  return isCell(cell) ? cell : { value: null }
}

beforeAll(async () => {
  opened = await open({ IOC_UNIT: PROVINCE })
  await opened.deliver(`dataset=dossiers&feed=mot-cua&unit=${PROVINCE}`, 'dang-ky.csv', 'Mã hồ sơ;Đơn vị tiếp nhận\r\n')
  const { body } = await opened.call('GET', `/api/v1/units?under=${PROVINCE}&level=commune&on=2026-11-10`)
  communes = body.units.slice(0, 6).map(({ id }: { id: string }) => id)
  const plan = [
    [12, 6, 8, 7],
    [3, 0, 0, 0],
    [9, 1, 5, 2],
    [20, 9, 6, 6],
    [0, 2, 0, 1],
    [1, 0, 0, 0],
  ]
  for (const [n, counts] of plan.entries())
    for (const field of n % 2 === 0 ? ['Hộ tịch', 'Đất đai'] : ['Hộ tịch'])
      await push(dossiersOf(communes[n] as string, field, counts))
  const json = { 'content-type': 'application/json' }
  const asked = await opened.ask('/api/v1/screens/pairing', { method: 'POST', headers: json, body: '{}' })
  await opened.call('POST', '/api/v1/screens', { code: asked.body.code, title: 'Sảnh', public: true })
  const ticket = JSON.stringify({ ticket: asked.body.ticket })
  const claimed = await opened.ask('/api/v1/screens/pairing/claim', { method: 'POST', headers: json, body: ticket })
  cookie = (claimed.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  socket = io(opened.url, {
    transports: ['websocket'],
    reconnection: false,
    extraHeaders: { cookie, origin: opened.url },
  })
  await new Promise((resolve) => socket.once('connect', resolve as () => void))
})
afterAll(async () => {
  socket.disconnect()
  await opened.close()
})

const QUESTIONS: [string, Partial<Query>][] = [
  ['whole', {}],
  ['by commune', { by: ['unit'], level: 'commune' }],
  ['by commune with places and standings', { by: ['unit'], level: 'commune', rank: true, standing: true, empty: true }],
  ['by commune and month', { by: ['unit', 'month'], level: 'commune' }],
  ['by day', { by: ['day'] }],
]

describe('a display of the public hall', () => {
  it.each(QUESTIONS)('is shown no small count %s, and of a hidden one nothing else', async (_, over) => {
    const { status, body } = await asScreen({ ...MONTH, ...over })
    expect(status).toBe(200)
    expect(leaks((body as Answer).rows)).toEqual([])
    // The same question of somebody who may see all has such counts: there was something to hide.
    const all = await opened.figures({ ...MONTH, ...over })
    if (over.by?.includes('unit')) expect(leaks(all.rows)).not.toEqual([])
  })

  it('cannot find one by taking the communes from their sum', async () => {
    const whole = (await asScreen(MONTH)).body as Answer
    const parts = (await asScreen({ ...MONTH, by: ['unit'], level: 'commune' })).body as Answer
    for (const measure of COUNTS) {
      const total = cellOf(whole.rows[0], measure).value
      const shown = parts.rows.map((row) => cellOf(row, measure).value)
      const hidden = shown.filter((value) => value === null).length
      if (total === null || hidden === 0) continue
      const rest = total - shown.reduce<number>((sum, value) => sum + (value ?? 0), 0)
      // One hidden count would be the rest itself; as many as the rest, and each would be one.
      expect([measure, hidden > 1, rest > hidden]).toEqual([measure, true, true])
    }
    expect(parts.rows.some((row) => cellOf(row, 'dossiers.received').value === null)).toBe(true)
  })

  it('cannot give a smaller bound', async () => {
    const { body } = await asScreen({ ...MONTH, by: ['unit'], level: 'commune', suppressBelow: 2 })
    expect(leaks((body as Answer).rows)).toEqual([])
  })

  it.each([
    ['one commune alone', { unit: '' }],
    ['all but some, by a filter', { where: { field: ['Hộ tịch'] } }],
    ['all but some units', { by: ['unit'], where: { unit: [PROVINCE] } }],
    ['by field', { by: ['field'] }],
    ['a state of before', { at: { time: '2026-11-22T02:00:00Z' } }],
    ['this month but for some days', { by: ['unit'], period: { from: '2026-11-01', to: '2026-11-19' } }],
    ['seven days and eight', { by: ['unit'], period: { last: { days: 8 } } }],
  ])('cannot take a hidden one apart: %s', async (_, over) => {
    const unit = 'unit' in over ? (communes[1] as string) : PROVINCE
    const { status, body } = await asScreen({ ...MONTH, ...over, unit } as Query)
    expect([status, body.code]).toEqual([403, 'IOC_NOT_FOR_PUBLIC'])
  })

  it.each([
    ['the running month', { from: '2026-11-01', to: '2026-11-22' }],
    ['a whole month', { from: '2026-10-01', to: '2026-10-31' }],
    ['today', { from: '2026-11-22', to: '2026-11-22' }],
    ['a year of months', { last: { months: 12 } }],
  ])('is answered about communes for %s', async (_, period) => {
    expect((await asScreen({ ...MONTH, by: ['unit'], period } as Query)).status).toBe(200)
  })

  it('follows figures under the same rule, also when one more dossier comes', async () => {
    const query = { ...MONTH, by: ['unit'], level: 'commune' }
    const first = await socket.timeout(10_000).emitWithAck('figures:watch', query)
    expect(leaks(first.rows)).toEqual([])
    const changed = new Promise<Record<string, unknown>>((resolve) => socket.once('figures:changed', resolve))
    await push([...dossiersOf(communes[0] as string, 'Xây dựng', [1, 0, 0, 0])])
    const change = await changed
    const now = (await asScreen(query)).body as Answer
    expect(leaks(now.rows)).toEqual([])
    const told = JSON.stringify(change)
    for (const row of now.rows.filter((one) => cellOf(one, 'dossiers.received').value === null))
      expect(told).not.toMatch(new RegExp(`"unit":"${row.unit}"[^}]*"dossiers.received":\\{"value":\\d`))
  })

  it('takes no file along', async () => {
    const headers = { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
    for (const path of ['figures', 'rows']) {
      const body = JSON.stringify({ ...MONTH, measure: 'dossiers.received' })
      expect((await opened.ask(`/api/v1/exports/${path}`, { method: 'POST', headers, body })).status).toBe(403)
    }
  })
})

it('a file for the public hides the same, and says so above', async () => {
  const analyst = await signedIn(opened, { user: 'phan.tich', role: 'analyst' })
  const query = { ...MONTH, measures: ['dossiers.received'], by: ['unit'], level: 'commune', suppressBelow: LEAST }
  const { body } = await analyst.call('POST', '/api/v1/exports/figures', query)
  const lines = (body as string).split('\r\n')
  expect(lines).toContain('Số nhỏ;ẩn các số dưới 5')
  const cells = lines.slice(lines.indexOf('') + 2).map((line) => line.split(';')[2] ?? '')
  expect(cells.filter((cell) => cell === 'Ẩn vì quá ít').length).toBeGreaterThan(1)
  expect(cells.filter((cell) => /^[1-4]$/.test(cell))).toEqual([])
})
