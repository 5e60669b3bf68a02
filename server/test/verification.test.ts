import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Verification } from '../../shared/verification.ts'
import { queryOnce } from '../ledger/connection.ts'
import { type City, openCity, SMALL_TREE } from './city.ts'
import { freshDatabase } from './database.ts'
import { type Program, removeDataFolders, startProgram } from './program.ts'

const at = (day: string) => `${day}T09:00:00+07:00`

describe('a recount of the city', () => {
  let city: City
  beforeAll(async () => {
    city = await openCity('2026-11-18T03:00:00Z', 'p')
    await city.feed('units', { system: true })
    await city.deliver('units', SMALL_TREE)
    await city.feed('dossiers')
    await city.deliver('dossiers', [
      { code: 'A1', receivingUnit: 'a', receivedAt: at('2026-11-02'), dueAt: at('2026-11-06') },
      { code: 'A2', receivingUnit: 'a', receivedAt: at('2026-11-03'), dueAt: at('2026-11-06') },
      { code: 'B1', receivingUnit: 'b', receivedAt: at('2026-11-03') },
    ])
    const { batch } = await city.deliver('dossiers', [
      { code: 'A1', receivingUnit: 'a', receivedAt: at('2026-11-02'), finishedAt: at('2026-11-05') },
      { code: 'B2', receivingUnit: 'b', receivedAt: at('2026-11-04') },
    ])
    // one repeated, one withdrawn: claims, closed and reinstated versions are there to be looked at
    await city.deliver('dossiers', [{ code: 'B1', receivingUnit: 'b', receivedAt: at('2026-11-03') }])
    await city.ledger.withdraw(batch, { within: city.figures.adjust, actor: { name: 'lan', role: 'officer' } })
  })
  afterAll(() => city.end())

  let before: Verification
  beforeEach(async () => {
    before = await city.figures.verify()
  })
  const plant = async (text: string) => {
    await queryOnce(city.url, text)
    return city.figures.verify()
  }

  it('finds nothing wrong, and says what it looked at', () => {
    // A1, A2, B1 count after the withdrawal of A1's result and B2
    expect(before).toMatchObject({ seq: 6, rows: 3, differences: [], faults: [] })
    // #dossiers and received have two cells of two days each at a, one at b: far more than these four are compared
    expect(before.counters).toBeGreaterThan(20)
    expect(before.cells).toBeGreaterThan(before.rows)
  })

  it('names a cell of the rollup that is wrong', async () => {
    const cell = `counter = 'dossiers.received' and unit = 'a' and day = '2026-11-02'`
    const after = await plant(`update rollup set n = 7 where ${cell}`)
    expect(after.differences).toEqual([
      { counter: 'dossiers.received', unit: 'a', day: '2026-11-02', held: 7, recounted: 1 },
    ])
    expect(after.faults).toEqual([])
    expect((await plant(`delete from rollup where ${cell}`)).differences).toMatchObject([{ held: 0, recounted: 1 }])
    await plant(`insert into rollup (counter, unit, day, n) values ('dossiers.received', 'a', '2026-11-02', 1)`)
  })

  it('names a month that is not the sum of its days', async () => {
    // A1, A2 and B1 came in November
    const after = await plant(`update rollup_months set n = 9 where counter = 'dossiers.open+' and unit = 'a'`)
    expect(after.differences).toEqual([
      { counter: 'dossiers.open+ (tháng)', unit: 'a', day: '2026-11-01', held: 9, recounted: 2 },
    ])
    await plant(`update rollup_months set n = 2 where counter = 'dossiers.open+' and unit = 'a'`)
  })

  it('names a cell without rows, and one of a counter that nobody keeps', async () => {
    const after = await plant(
      `insert into rollup (counter, unit, day, n) values ('dossiers.received', 'b', '2026-12-24', 2), ('dossiers.forgotten', 'b', '2026-12-24', 3)`,
    )
    expect(after.differences).toEqual([
      { counter: 'dossiers.forgotten', unit: 'b', day: '2026-12-24', held: 3, recounted: 0 },
      { counter: 'dossiers.received', unit: 'b', day: '2026-12-24', held: 2, recounted: 0 },
    ])
    await plant(`delete from rollup where day = '2026-12-24'`)
  })

  it('names a key of which two versions count, and the figure that this moves', async () => {
    const columns = 'key, seq_from, batch_id, sheet, row_no, hash, stamp, asserted, receiving_unit, received_at, status'
    const copy = columns.replace('seq_from', 'seq_from + 1').replace('asserted', 'false')
    const after = await plant(
      `insert into rows_dossiers (${columns}) select ${copy} from rows_dossiers where row_no = 4 and seq_from = 3 and seq_to is null`,
    )
    expect(after.faults).toEqual([
      expect.stringMatching(/^dossiers: two versions of a key count at the same seq: 1 \(\S{22}\)$/),
    ])
    expect(after.differences).toContainEqual({
      counter: 'dossiers.received',
      unit: 'b',
      day: '2026-11-03',
      held: 1,
      recounted: 2,
    })
    await plant(`delete from rows_dossiers where row_no = 4 and seq_from = 4`)
  })

  it('names a seq that no commit took', async () => {
    const after = await plant(`update ledger_state set published = published + 2`)
    expect(after.faults).toEqual([expect.stringContaining('missing below the published one: 2 (7, 8)')])
    await plant(`update ledger_state set published = published - 2`)
  })

  it('names a withdrawn batch that still counts', async () => {
    const after = await plant(`update batches set state = 'withdrawn' where seq = 3`)
    expect(after.faults).toEqual([
      expect.stringContaining('withdrawn without the withdrawal that did it: 1'),
      expect.stringMatching(/dossiers: a version of a batch that was withdrawn, .* still counts: 3/),
    ])
    await plant(`update batches set state = 'committed' where seq = 3`)
  })

  it('names a claim without its batch, and a batch that lost rows', async () => {
    const after = await plant(`update claims_dossiers set batch_id = 'nobody'`)
    expect(after.faults).toEqual([
      expect.stringContaining('dossiers: a claim belongs to no batch that ever counted: 1'),
      expect.stringContaining('dossiers: a batch no longer has as many rows as it brought: 1'),
    ])
  })
})

describe('the running program', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let program: Program
  beforeAll(async () => {
    database = await freshDatabase()
    program = await startProgram({ env: { IOC_DATABASE_URL: database.url, IOC_SECRET: 'n0tForUse!'.repeat(4) } })
    const rows = [1, 2, 3].map((n) => ({
      code: `000.21.45.H13-261102-000${n}`,
      receivingUnit: 'area:31459',
      receivedAt: at(`2025-10-0${n}`),
    }))
    const pushed = await program.post('/api/v1/push/dossiers', { feed: 'igate', rows }, { 'idempotency-key': 'once' })
    expect(pushed.status).toBe(200)
  })
  afterAll(async () => {
    await program.stop()
    await database.drop()
    await removeDataFolders()
  })

  const command = () => {
    const script = join(import.meta.dirname, '../cli.ts')
    const env = { ...process.env, IOC_DATA_DIR: program.dataDir }
    const { status, stdout } = spawnSync(process.execPath, [script, 'verify'], { env, encoding: 'utf8' })
    return { status, lines: stdout.trim().split('\n') }
  }

  it('is asked by operators only', async () => {
    const answer = await program.post('/api/v1/verification', {})
    expect(await answer.json()).toMatchObject({ rows: 3, differences: [], faults: [] })
    expect((await fetch(`${program.url}/api/v1/verification`, { method: 'POST' })).status).toBe(401)
  })

  it('is asked from its own machine by a command, which ends with 0 when all is well and 1 when not', async () => {
    const well = command()
    expect(well.lines).toEqual([
      expect.stringMatching(/^At seq \d+: [\d,]+ cells of \d+ counters recounted from 3 rows in [\d.]+ s\.$/),
      'Every figure follows from its rows.',
    ])
    expect(well.status).toBe(0)
    await queryOnce(database.url, `update rollup set n = 5 where counter = 'dossiers.received' and day = '2025-10-02'`)
    const wrong = command()
    expect(wrong.lines.slice(1)).toEqual([
      expect.stringMatching(/^ {2}differs: dossiers\.received, unit \S+, 2025-10-02: held 5, recounted 1$/),
    ])
    expect(wrong.status).toBe(1)
  })
})
