import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../shared/datasets/dataset.ts'
import { INDEX_766_WEIGHTS } from '../../shared/measures/index-766-weights.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

let city: City
const OCTOBER = { name: '2026-10' }
const at = (day: string) => `2026-${day}T09:00:00+07:00`

beforeAll(async () => {
  city = await openCity('2026-11-23T09:00:00+07:00', 'p')
  for (const dataset of ['units', 'procedures', 'dossiers', 'index-scores', 'index-weights']) await city.feed(dataset)
  await city.deliver('units', SMALL_TREE)
  await city.deliver(
    'index-weights',
    INDEX_766_WEIGHTS.map((line) => ({ ...line, index: '766', from: '2022-08-01' })),
  )
  await city.deliver('index-scores', [
    {
      unit: 'a',
      period: '2026-10',
      periodKind: 'month',
      from: '2026-10-01',
      to: '2026-10-31',
      CKMB: 15,
      TDGQ: 18.2,
      total: 84,
    },
    { unit: 'p', period: '2026-Q3', periodKind: 'quarter', from: '2026-07-01', to: '2026-09-30', TDGQ: 19, total: 80 },
  ])
  await city.deliver('procedures', [
    { code: '1.000001', name: 'A', unit: 'a', serviceLevel: 'full', fee: true, payable: true },
    { code: '1.000002', name: 'B', unit: 'a', serviceLevel: 'partial', fee: true, payable: false },
    { code: '1.000003', name: 'C', unit: 'a', serviceLevel: 'full' },
    { code: '1.000004', name: 'D', unit: 'a', serviceLevel: 'none' },
  ])
  // Ten received in October: 6 online; of the first four with a fee 3 paid online; 5 digitised, 2 reused. Eight finished, of
  // them 6 with an electronic result, 7 on time and 1 late; one open and within its time, one open and overdue.
  const rows = Array.from({ length: 10 }, (_, i): Row => {
    const finished = i < 8
    return {
      code: `H${i}`,
      receivingUnit: 'a',
      procedureCode: i < 5 ? '1.000001' : '1.000002',
      receivedAt: at('10-05'),
      dueAt: i === 9 ? at('10-20') : i === 8 ? at('12-20') : at('10-15'),
      finishedAt: finished ? at(i === 0 ? '10-16' : '10-14') : null,
      status: finished ? '10' : '4',
      channel: i < 6 ? 'online' : 'direct',
      feeDue: i < 4,
      paidOnline: i < 3,
      digitised: i < 5,
      reused: i < 2,
      eResult: i < 6,
    }
  })
  await city.deliver('dossiers', rows)
})
afterAll(() => city.end())

const workbench = (unit = 'a', more: object = {}) =>
  city.figures.workbench({ unit, period: OCTOBER, ...more }, SYSTEM_SCOPE)

describe('the workbench of index 766', () => {
  it('has the six maxima of the portal, 100 in all, in its order', async () => {
    const { components, unit, period } = await workbench()
    expect(components.map(({ id, max }) => [id, max])).toEqual([
      ['CKMB', 18],
      ['TDGQ', 20],
      ['CLGQ', 12],
      ['TTTT', 10],
      ['MDHL', 18],
      ['MDSH', 22],
    ])
    expect(unit).toEqual({ id: 'a', name: 'Xã A' })
    expect(period).toEqual({ from: '2026-10-01', to: '2026-10-31' })
  })

  it('computes the parts that our rows can give', async () => {
    const { components } = await workbench()
    const points = new Map(components.flatMap(({ parts }) => parts.map((part) => [part.id, part.computed] as const)))
    // OT-4: (1 open within + 7 early or on time) / 10 received × 20 = 16
    expect(points.get('TDGQ.onTime')).toBeCloseTo(16, 9)
    // 3 of 4 procedures offered × 2; 2 of 3 services with online dossiers × 4; 6 of 10 online × 6
    expect(points.get('CLGQ.offered')).toBeCloseTo(1.5, 9)
    expect(points.get('CLGQ.withDossiers')).toBeCloseTo(8 / 3, 9)
    expect(points.get('CLGQ.online')).toBeCloseTo(3.6, 9)
    // 1 of 2 with a fee is payable × 2; it was paid for × 2; 3 of 4 dossiers paid online × 6
    expect(points.get('TTTT.payable')).toBeCloseTo(1, 9)
    expect(points.get('TTTT.withPayments')).toBeCloseTo(2, 9)
    expect(points.get('TTTT.paid')).toBeCloseTo(4.5, 9)
    // 6 of 8 × 6, 5 of 10 × 4, 2 of 10 × 2
    expect(points.get('MDSH.eResult')).toBeCloseTo(4.5, 9)
    expect(points.get('MDSH.digitised')).toBeCloseTo(2, 9)
    expect(points.get('MDSH.reused')).toBeCloseTo(0.4, 9)
  })

  it('keeps the published score apart and names its period', async () => {
    const own = await workbench()
    expect(own.components[1]).toMatchObject({
      id: 'TDGQ',
      published: { value: 18.2, period: '2026-10' },
      computedOf: 20,
    })
    expect(own.components[2]?.published).toEqual({ value: null, none: 'noData' })
    const province = await city.figures.workbench({ unit: 'p', period: { name: '2026' } }, SYSTEM_SCOPE)
    expect(province.components[1]?.published).toMatchObject({ value: 19, period: '2026-Q3' })
  })

  it('shows what no source splits as open, and computes nothing for it', async () => {
    const { components } = await workbench()
    const open = components.flatMap(({ parts }) => parts).filter(({ confidence }) => confidence === 'open')
    // Transparency 8 of 18, satisfaction 12 of 18, digitisation 10 of 22
    expect(open.map(({ id, max, computed, gap }) => [id, max, computed, gap])).toEqual([
      ['CKMB.unsplit', 8, null, null],
      ['MDHL.unsplit', 12, null, null],
      ['MDSH.unsplit', 10, null, null],
    ])
    expect(components.find(({ id }) => id === 'MDSH')).toMatchObject({ max: 22, computedOf: 12 })
    expect(components.find(({ id }) => id === 'MDHL')).toMatchObject({ computed: null, computedOf: 0 })
  })

  it('says what gives the most, and how many cases it takes', async () => {
    const { lifts } = await workbench()
    // TDGQ: 20 − 16 = 4 points, 2 points a dossier, 2 dossiers; CLGQ.online: 2.4 points, 0.6 each, 4 dossiers
    expect(lifts[0]).toMatchObject({ part: 'TDGQ.onTime', cases: 2 })
    expect(lifts[0]?.gap).toBeCloseTo(4, 9)
    expect(lifts[0]?.perCase).toBeCloseTo(2, 9)
    const online = lifts.find(({ part }) => part === 'CLGQ.online')
    expect(online).toMatchObject({ cases: 4 })
    expect(online?.perCase).toBeCloseTo(0.6, 9)
    expect(lifts.map(({ gap }) => gap)).toEqual([...lifts.map(({ gap }) => gap)].sort((a, b) => b - a))
    expect(lifts.some(({ part }) => part === 'TTTT.withPayments')).toBe(false)
  })

  it('follows a province that knows its weights better, and still answers as before at the earlier seq', async () => {
    const { seq } = await city.ledger.head()
    await city.deliver('index-weights', [
      {
        index: '766',
        component: 'MDSH',
        part: 'eResult',
        titleVi: 'Cấp kết quả điện tử',
        max: 8,
        measure: 'dossiers.eResultRate',
        from: '2022-08-01',
        confidence: 'law',
        source: 'Phụ lục',
      },
    ])
    const part = async (more?: object) =>
      (await workbench('a', more)).components.flatMap(({ parts }) => parts).find(({ id }) => id === 'MDSH.eResult')
    expect(await part()).toMatchObject({ max: 8, computed: 6, confidence: 'law' })
    expect(await part({ at: { seq } })).toMatchObject({ max: 6, computed: 4.5, confidence: 'code' })
  })
})
