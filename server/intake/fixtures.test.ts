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
      expect(verdict.state).toBe(file.status === 202 ? 'ready' : 'refused')
      expect(verdict.problem?.code ?? null).toBe(file.code ?? (file.status === 202 ? null : 'IOC_ROWS_REFUSED'))
      if (file.rule !== null) expect(verdict.issues.map(({ rule }) => rule)).toContain(file.rule)
    },
  )
})
