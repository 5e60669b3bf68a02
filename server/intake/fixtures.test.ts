import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BAD_FILES } from '../../fixtures/bad/list.ts'
import { PUBLISHED_INDICATORS } from '../../fixtures/published/indicators.ts'
import { EXPECTED, type Published } from '../../fixtures/published/published.ts'
import { PUBLISHED_REPORTS } from '../../fixtures/published/reports.ts'
import type { Issue } from '../../shared/batch.ts'
import { sqlName, storedColumns } from '../../shared/datasets/stored.ts'
import { units as unitsDataset } from '../../shared/datasets/units.ts'
import type { UnitSet } from '../../shared/units.ts'
import { toUnitSet } from '../ledger/units.ts'
import { vietnamUnits } from './catalogue/vietnam.ts'
import { openIntake } from './open-intake.ts'
import { requestFor, unit } from './test-city.ts'

let folder = ''
let units: UnitSet
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-fixtures-'))
  const rows = vietnamUnits().rows.map((row) => {
    const line = Object.fromEntries(storedColumns(unitsDataset).map(({ name }) => [sqlName(name), row[name] ?? null]))
    return { ...line, key: String(row.unit) }
  })
  units = toUnitSet(1, rows as unknown as Parameters<typeof toUnitSet>[1])
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})
const AN_GIANG: UnitSet = {
  stamp: 1,
  units: new Map([
    ['ag', unit('ag', 'province', 'Tỉnh An Giang', { code: '91' })],
    ['vtr', unit('vtr', 'commune', 'Xã Vĩnh Trạch', { parent: 'ag' })],
    ['ct', unit('ct', 'province', 'Thành phố Cần Thơ', { code: '92' })],
    ['vt', unit('vt', 'commune', 'Xã Vĩnh Tường', { parent: 'ct' })],
  ]),
  bridges: [],
}
const feedOf = (unit: string | null) => ({ id: 'f', unit, tree: 'main', mode: 'upsert' as const })

describe('prepared files that can be read', () => {
  const readable = BAD_FILES.filter(
    ({ code, dataset }) => dataset === 'dossiers' && (code === null || code === 'IOC_FILE_NO_ROWS'),
  )
  it.each(readable.map((file) => [`${file.id} ${file.name}`, file] as const))(
    '%s gets its verdict',
    async (_name, file) => {
      const intake = openIntake({ dataDir: folder })
      const sealed = await intake.seal(Readable.from([file.make()]), file.name)
      const verdict = await intake.check(
        sealed,
        requestFor('dossiers', { units: AN_GIANG, feed: feedOf('ag') }),
        async () => {},
      )
      expect(verdict.questions?.[0]?.id).toBe(file.asks)
      expect(verdict.state).toBe(file.asks ? 'asking' : file.status === 202 ? 'ready' : 'refused')
      expect(verdict.problem?.code ?? null).toBe(file.code ?? (file.status === 202 ? null : 'IOC_ROWS_REFUSED'))
      if (file.rule !== null) expect(verdict.issues.map(({ rule }) => rule)).toContain(file.rule)
    },
  )
})

describe('published figures get exactly the verdicts worked by hand', () => {
  async function issuesOf(dataset: string, { row }: Published): Promise<Issue[]> {
    const { checkRows } = openIntake({ dataDir: folder })
    const { verdict } = await checkRows([row], requestFor(dataset, { units, feed: feedOf(null) }))
    return verdict.issues
  }
  const find = (list: readonly Published[], name: string) => list.find((entry) => entry.case === name)

  it.each(Object.entries(EXPECTED))('%s', async (name, expected) => {
    const indicator = find(PUBLISHED_INDICATORS, name)
    const issues = indicator
      ? await issuesOf('indicators', indicator)
      : await issuesOf('dossier-reports', find(PUBLISHED_REPORTS, name) as Published)
    const rules = issues.map(({ rule }) => rule)
    if (expected.kind === 'sum')
      expect(issues.find(({ rule }) => rule === 'V1')?.params.difference).toBe(expected.difference)
    else if (expected.kind === 'identity') {
      expect(rules).not.toContain('V4')
      expect(issues.find(({ rule }) => rule === 'V5')?.params.shortfall ?? 0).toBe(expected.unclassified)
    } else if (expected.verdict === 'mismatch') {
      const { params } = issues.find(({ rule }) => rule === 'V2') as Issue
      expect([params.rounded, params.truncated]).toEqual([expected.rounded.join(', '), expected.truncated.join(', ')])
    } else {
      expect(rules).not.toContain('V2')
      expect(rules.includes('V2.truncated')).toBe(expected.verdict === 'truncated')
    }
  })

  it('name only units that are found at their time', async () => {
    const lists = [
      ['indicators', PUBLISHED_INDICATORS],
      ['dossier-reports', PUBLISHED_REPORTS],
    ] as const
    for (const [dataset, list] of lists)
      for (const entry of list) {
        const issues = await issuesOf(dataset, entry)
        expect([entry.case, issues.filter(({ rule }) => rule.startsWith('unit.'))]).toEqual([entry.case, []])
      }
  })
})
