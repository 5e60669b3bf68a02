import { createReadStream, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../../shared/datasets/dataset.ts'
import { sqlName, storedColumns } from '../../../shared/datasets/stored.ts'
import { units as unitsDataset } from '../../../shared/datasets/units.ts'
import type { UnitSet } from '../../../shared/units.ts'
import type { StagedRow, Verdict } from '../../ledger/ledger.ts'
import { toUnitSet } from '../../ledger/units.ts'
import { vietnamUnits } from '../catalogue/vietnam.ts'
import type { CheckRequest } from '../intake.ts'
import { openIntake } from '../open-intake.ts'
import { requestFor } from '../test-city.ts'

const REAL = process.env.IOC_REAL_DIR ?? join(import.meta.dirname, '../../../../shared/real')
const present = existsSync(join(REAL, 'README.md'))

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-real-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

interface Outcome {
  verdict: Verdict
  rows: { dataset: string; staged: StagedRow; row: Record<string, string | null | undefined> }[]
}

/** The whole way: sealed, read in the child process, back as rows. */
async function take(file: string, request: CheckRequest): Promise<Outcome> {
  const intake = openIntake({ dataDir: folder })
  const sealed = await intake.seal(createReadStream(join(REAL, file)), file)
  const rows: Outcome['rows'] = []
  const verdict = await intake.check(sealed, request, async (dataset, part) => {
    const columns = storedColumns(dataset)
    for (const staged of part) {
      const fields = staged.line.split('\t')
      const row = Object.fromEntries(columns.map(({ name }, at) => [name, fields[at] === '\\N' ? null : fields[at]]))
      rows.push({ dataset: dataset.id, staged, row })
    }
  })
  return { verdict, rows }
}

function toUnits(rows: readonly (Row | Record<string, string | null | undefined>)[]): UnitSet {
  const stored = rows.map((row) => {
    const line = Object.fromEntries(storedColumns(unitsDataset).map(({ name }) => [sqlName(name), row[name] ?? null]))
    return { ...line, key: String(row.unit), lng: null, lat: null, population: null }
  })
  return toUnitSet(1, stored as unknown as Parameters<typeof toUnitSet>[1])
}

describe.skipIf(!present)(
  'the real workbook of index scores, October 2025 (skipped where ../shared/real is absent)',
  () => {
    let outcome: Outcome
    beforeAll(async () => {
      const units = toUnits(vietnamUnits().rows)
      const feed = { id: 'f', unit: 'vn-91', tree: 'main', mode: 'replace' as const }
      outcome = await take(
        '766-2025-10/bao_cao_T10_2025.xlsx',
        requestFor('index-scores', { units, feed, period: '2025-10' }),
      )
    })

    it('is read on all six sheets, each for what it is', () => {
      const { verdict } = outcome
      expect(verdict.state).toBe('ready')
      expect(verdict.mapping.map(({ sheet, period, skipped }) => [sheet, period, skipped])).toEqual([
        ['Điểm năm', '2025', undefined],
        ['Điểm tháng', '2025-10', undefined],
        ['Xu hướng tháng', undefined, undefined],
        ['Xu hướng quý', undefined, undefined],
        ['Sở Ban', '2025-10', undefined],
        ['Xã Phường', '2025-10', undefined],
      ])
      // 34 + 34 + 3 + 4 + 15 + 102 rows, less the one that repeats a fuller row rounded.
      expect(verdict.accepted).toBe(191)
    })

    it('keeps the full score 86,74 of An Giang and drops its rounded repetition 86,7 with a notice', () => {
      const own = outcome.rows.filter(({ row }) => row.unit === 'vn-91' && row.period === '2025-10')
      expect(own.map(({ row }) => row.total)).toEqual(['86.74'])
      expect(outcome.verdict.issues.filter(({ rule }) => rule === 'V9.rounded')).toHaveLength(1)
    })

    it('tells how many units each rank is out of: 34 provinces, 117 communes and departments together', () => {
      const of = (unit: string, period: string) =>
        outcome.rows.find(({ row }) => row.unit === unit && row.period === period)?.row
      expect(of('vn-91', '2025-10')?.of).toBe('34')
      expect(of('main:department:H01.08', '2025-10')).toMatchObject({ rank: '117', of: '117', total: '30.21' })
    })

    it('declares the 15 departments that the country’s catalogue does not hold', () => {
      const declared = outcome.rows.filter(({ dataset }) => dataset === 'units')
      expect(declared).toHaveLength(15)
      expect(declared[0]?.row).toMatchObject({
        unit: 'main:department:H01.13',
        level: 'department',
        parent: 'vn-91',
        name: 'Ban Quản lý Khu kinh tế',
        agencyCode: 'H01.13',
      })
    })

    it('understands the agency code that one province carries in the old order', () => {
      const noted = outcome.verdict.issues.filter(({ rule }) => rule === 'V13.agency')
      expect(noted.map(({ value }) => value)).toEqual([
        '000.00.00.H37 UBND tỉnh Lạng Sơn',
        '000.00.00.H37 UBND tỉnh Lạng Sơn',
      ])
    })

    it('speaks for October only, so that earlier months are not closed by the year beside it', () => {
      expect(outcome.verdict.speaksFor).toEqual({ unit: 'vn-91', from: '2025-10-01', to: '2025-10-31' })
    })
  },
)

describe.skipIf(!present)('real requests of Los Angeles (skipped where ../shared/real is absent)', () => {
  it('bring their own tree, and 9,989 requests find their councils in it', async () => {
    const empty = { stamp: 0, units: new Map(), bridges: [] }
    const feed = { id: 'la', unit: null, tree: 'la', mode: 'upsert' as const }
    const request = (dataset: string, units: UnitSet) => requestFor(dataset, { units, feed })
    const regions = await take('la-311-2020/regions.csv', request('units', empty))
    const councils = await take('la-311-2020/councils.csv', request('units', empty))
    expect([regions.verdict.state, councils.verdict.state]).toEqual(['ready', 'ready'])
    const units = toUnits([...regions.rows, ...councils.rows].map(({ row }) => row))
    // 12 regions, 100 councils (0 = no council) and the city itself.
    expect(units.units.size).toBe(113)
    expect(units.units.get('la:commune:0')?.parents[0]?.parent).toBe('la')

    const { verdict, rows } = await take('la-311-2020/service_requests.csv', request('feedback', units))
    expect(verdict).toMatchObject({ state: 'ready', accepted: 9989, rejected: 0 })
    expect(verdict.droppedColumns).toContain('address')
    expect(new Set(rows.map(({ staged }) => staged.key)).size).toBe(9989)
    expect(rows.filter(({ row }) => row.status === 'answered')).toHaveLength(9946)
    expect(rows.filter(({ row }) => row.unit === 'la:commune:79')).toHaveLength(549)
    expect(rows.filter(({ row }) => row.category === '4')).toHaveLength(4469)
    expect(rows.map(({ row }) => row.submittedAt).sort()[0]).toBe('2020-01-01T00:02:00+07:00')
    expect(rows.every(({ row }) => row.lng !== null && row.lat !== null)).toBe(true)
  })

  it('finds the 102 communes of An Giang by the codes of their shapes', async () => {
    const units = toUnits(vietnamUnits().rows)
    const feed = { id: 'b', unit: 'vn-91', tree: 'main', mode: 'upsert' as const }
    const { verdict, rows } = await take('an-giang-communes.geojson', requestFor('boundaries', { units, feed }))
    expect(verdict).toMatchObject({ state: 'ready', accepted: 102 })
    expect(new Set(rows.map(({ row }) => row.unit)).size).toBe(102)
  })
})
