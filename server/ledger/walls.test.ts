import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dossiers } from '../../shared/datasets/dossiers.ts'
import { tableOf } from '../../shared/datasets/stored.ts'
import { units } from '../../shared/datasets/units.ts'
import type { Scope } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'
import { freshDatabase } from '../test/database.ts'
import { feedOf, openTrial, SECRET } from '../test/ledger-trial.ts'
import { openPool, queryOnce } from './connection.ts'
import type { Reading } from './ledger.ts'
import { openLedger } from './postgres.ts'

const officer = (...own: string[]): Scope => ({ actor: `of ${own}`, role: 'officer', units: own, rows: true })
const A = officer('a')
const B = officer('b')
const LEADER: Scope = { actor: 'leader', role: 'leader', units: 'all', rows: true }

let city: City
let waiting: string
beforeAll(async () => {
  city = await openCity('2026-03-02T01:00:00Z', 'p')
  await city.feed('units')
  await city.deliver('units', SMALL_TREE)
  await city.feed('dossiers', { id: 'of-a', unit: 'a' })
  await city.feed('dossiers', { id: 'of-b', unit: 'b' })
  await city.feed('dossiers', { id: 'of-p', unit: 'p' })
  const row = (code: string, receivingUnit: string, resolvingUnit: string | null = null) => ({
    code,
    receivingUnit,
    resolvingUnit,
    receivedAt: '2026-02-03T08:00:00+07:00',
    dueAt: '2026-02-20T17:00:00+07:00',
  })
  await city.deliver('of-a', [row('A1', 'a'), row('AB', 'a', 'b')])
  await city.deliver('of-b', [row('B1', 'b'), row('B2', 'b')], { file: 'cua b.xlsx' })
  await city.deliver('of-p', [row('D1', 'd')])
  await city.deliver('of-b', [row('B2', 'b')])
  waiting = await city.stage('of-b', [row('B3', 'b')], { file: 'moi.xlsx' })
})
afterAll(() => city.end())

const count = (from: string) => async (reading: Reading) =>
  (await reading.query<{ n: number }>(`select count(*) as n from ${from} r`))[0]?.n
const refused = { code: '42501' }

describe('the database itself', () => {
  it('shows a row to the units that received or resolve it, and to nobody else', async () => {
    const rows = count(tableOf(dossiers))
    expect(await city.ledger.read(LEADER, rows)).toBe(5)
    expect(await city.ledger.read(A, rows)).toBe(2)
    expect(await city.ledger.read(B, rows)).toBe(3)
    expect(await city.ledger.read(officer('p'), rows)).toBe(5)
    expect(await city.ledger.read(officer('nowhere'), rows)).toBe(0)
    expect(await city.ledger.read(officer(), rows)).toBe(0)
  })

  it('shows no claim, no staged row and no code of another unit', async () => {
    expect(await city.ledger.read(A, count('claims_dossiers'))).toBe(0)
    expect(await city.ledger.read(B, count('claims_dossiers'))).toBe(1)
    expect(await city.ledger.read(A, count('staging_dossiers'))).toBe(0)
    expect(await city.ledger.read(B, count('staging_dossiers'))).toBe(1)
    for (const scope of [A, B]) {
      await expect(city.ledger.read(scope, count('codes_dossiers'))).rejects.toMatchObject(refused)
      await expect(city.ledger.read(scope, count(`staging_dossiers_${waiting}`))).rejects.toMatchObject(refused)
    }
  })

  it('shows the cells of a rollup to their units', async () => {
    const cells = `(select distinct unit from rollup union select distinct unit from rollup_months)`
    expect(await city.ledger.read(A, count(cells))).toBe(1)
    expect(await city.ledger.read(LEADER, count(cells))).toBe(3)
  })

  it('shows what everybody knows to everybody', async () => {
    const all = await city.ledger.read(LEADER, count(tableOf(units)))
    expect(all).toBe(SMALL_TREE.length)
    expect(await city.ledger.read(A, count(tableOf(units)))).toBe(all)
  })

  it.each([
    'people',
    'links',
    'sessions',
    'sign_in_failures',
    'api_keys',
    'pairings',
    'screens',
    'settings',
    'rights_state',
    'audit',
    'purges',
    'idempotency',
    'feed_changes',
    'batch_datasets',
    'migrations',
  ])('shows nothing of %s', async (table) => {
    await expect(city.ledger.read(A, count(table))).rejects.toMatchObject(refused)
  })

  it.each(['issues', 'mapping', 'file', 'questions', 'received_by', 'reason'])(
    'shows no %s of a delivery to a reading',
    async (column) => {
      await expect(
        city.ledger.read(A, (reading) => reading.query(`select ${column} from batches`)),
      ).rejects.toMatchObject(refused)
    },
  )

  it('gives nobody the right to write', async () => {
    const write = (text: string) => city.ledger.read(A, (reading) => reading.query(text))
    await expect(write('update rows_dossiers set field = null')).rejects.toMatchObject({ code: /25006|42501/ })
  })

  it('leaves the index of what is still inside to the planner', async () => {
    const plan = await city.ledger.read(A, async (reading) => {
      await reading.query('set local enable_seqscan = off')
      const left = `(case when r.left_on is null then 'infinity' else r.left_on end)`
      return reading.query(`explain select 1 from rows_dossiers r where ${left} > '2026-03-01'`)
    })
    expect(JSON.stringify(plan)).toContain('rows_dossiers_left')
  })

  it('closes a table that nobody decided about', async () => {
    await queryOnce(city.url, 'create table decided_later (n int)')
    await expect(city.ledger.read(A, count('decided_later'))).rejects.toMatchObject(refused)
  })

  it('shows no row where no units were set', async () => {
    const pool = openPool(city.url)
    const client = await pool.take()
    await client.query('begin; set local role toan_canh_reader')
    const { rows } = await client.query('select count(*) as n from rows_dossiers')
    await client.query('rollback')
    client.release()
    await pool.end()
    expect(rows).toEqual([{ n: 0 }])
  })

  it('shows deliveries and feeds to the desk of their unit, whatever the question asks for', async () => {
    const pool = openPool(city.url)
    const client = await pool.take()
    await client.query('begin; set local role toan_canh_desk')
    await client.query(`select set_config('ioc.units', 'a', true), set_config('ioc.actor', 'of a', true)`)
    const { rows } = await client.query(
      'select (select count(*) from batches) as batches, (select array_agg(id order by id) from feeds) as feeds',
    )
    await client.query('rollback')
    client.release()
    await pool.end()
    expect(rows).toEqual([{ batches: 1, feeds: ['of-a'] }])
  })
})

describe('the port', () => {
  it('hides the feeds, deliveries and file names of another unit', async () => {
    const { ledger } = city
    expect((await ledger.feeds(A)).map(({ id }) => id)).toEqual(['of-a'])
    expect((await ledger.batches({}, A)).map(({ feed }) => feed)).toEqual(['of-a'])
    expect(await ledger.batch(waiting, A)).toBeNull()
    expect((await ledger.batch(waiting, B))?.id).toBe(waiting)
    expect(await ledger.feed('of-b', A)).toBeNull()
    expect(await ledger.origins([waiting], A)).toEqual([])
    expect(await ledger.origins([waiting], B)).toMatchObject([{ file: 'moi.xlsx' }])
  })

  it('shows a delivery to who sent it, also where its feed is not his', async () => {
    const batch = await city.ledger.openBatch(
      { dataset: 'dossiers', feed: 'of-p', file: null, period: null, extractedAt: null },
      { ...LEADER, actor: A.actor },
    )
    expect((await city.ledger.batch(batch.id, A))?.feed).toBe('of-p')
    await city.ledger.discard(batch.id, { name: 'test', role: 'system' })
  })

  it('gives a connection back without the role and units of who used it before', async () => {
    const asked = Array.from({ length: 50 }, (_, i) => (i % 5 === 4 ? LEADER : i % 2 === 0 ? A : B))
    const seen = await Promise.all(
      asked.map((scope) =>
        city.ledger.read(scope, async (reading) => {
          const [row] = await reading.query<{ n: number; role: string }>(
            'select count(*) as n, current_user::text as role from rows_dossiers r cross join (select pg_sleep(0.01)) s',
          )
          return row
        }),
      ),
    )
    const reader = 'toan_canh_reader'
    const [{ role: owner } = { role: '' }] = await city.ledger.read(LEADER, (reading) =>
      reading.query<{ role: string }>('select current_user::text as role'),
    )
    const wanted = asked.map((scope) =>
      scope === LEADER ? { n: 5, role: owner } : { n: scope === A ? 2 : 3, role: reader },
    )
    expect(seen).toEqual(wanted)
  })

  it('keeps a reading that failed from leaving its role behind', async () => {
    for (let i = 0; i < 30; i += 1) await city.ledger.read(A, (reading) => reading.query('select no')).catch(() => {})
    expect(await city.ledger.read(LEADER, count(tableOf(dossiers)))).toBe(5)
  })
})

describe('the start', () => {
  it('makes roles and walls once, however many servers and databases of one machine start at once', async () => {
    const trials = await Promise.all([openTrial(), openTrial(), openTrial()])
    const [first] = trials
    const again = await Promise.all(
      [1, 2].map(() =>
        openLedger({
          url: first?.url ?? '',
          dataDir: 'unused',
          secret: SECRET,
          clock: { now: () => new Date() },
          datasets: [units],
        }),
      ),
    )
    const pool = openPool(first?.url ?? '')
    const { rows } = await pool.query<{ times: number }>(
      `select max(n) as times from (select count(*) as n from pg_policy group by polrelid, polroles) p`,
    )
    await pool.end()
    for (const ledger of again) await ledger.close()
    for (const trial of trials) await trial.end()
    expect(rows).toEqual([{ times: 1 }])
  })

  it('works for a user who may neither make roles nor pass walls, once its administrator let it take them on', async () => {
    const database = await freshDatabase()
    const user = `plain_${Date.now()}`
    await queryOnce(
      database.url,
      `create role ${user} login password 'plain'; alter database ${new URL(database.url).pathname.slice(1)} owner to ${user}`,
    )
    const url = new URL(database.url)
    url.username = user
    url.password = 'plain'
    const open = () =>
      openLedger({ url: url.href, dataDir: 'unused', secret: SECRET, clock: { now: () => new Date() } })
    const error = await open().then(
      () => null,
      (reason: Error & { code?: string }) => reason,
    )
    expect(error?.code).toBe('IOC_DATABASE_UNFIT')
    const [, sql = ''] = /administrator: (.*)$/.exec(error?.message ?? '') ?? []
    expect(sql).toContain(`to ${user}`)
    await queryOnce(database.url, sql)
    const ledger = await open()
    await ledger.registerFeed(feedOf('x', { dataset: 'dossiers' }), { name: 'lan', role: 'operator' })
    expect(await ledger.read(A, count('rows_dossiers'))).toBe(0)
    await ledger.close()
    await database.drop()
    await queryOnce(city.url, `revoke toan_canh_reader, toan_canh_desk from ${user}; drop role ${user}`)
  })
})
