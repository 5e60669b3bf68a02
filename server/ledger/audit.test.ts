import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditLine } from '../../shared/audit.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { ACTOR, deliver, feedOf, NOTHING_WITHIN, openTrial, prepare, type Trial, visits } from '../test/ledger-trial.ts'
import { queryOnce } from './connection.ts'

let trial: Trial
beforeAll(async () => {
  trial = await openTrial()
})
afterAll(() => trial.end())

const write = (detail: Record<string, unknown>, reason?: string) =>
  trial.ledger.transact((_, record) =>
    record({
      action: 'setting.changed',
      actor: 'lan',
      role: 'operator',
      detail,
      ...(reason !== undefined && { reason }),
    }),
  )
async function all(): Promise<AuditLine[]> {
  const lines: AuditLine[] = []
  for await (const piece of trial.ledger.audit.lines({})) lines.push(...piece)
  return lines
}
/** What an attacker with the whole database in his hands does. */
const tamper = (text: string) =>
  queryOnce(trial.url, `set session_replication_role = replica; ${text}; set session_replication_role = origin`)

describe('the audit', () => {
  it('has no gap after 200 writers at once, of which every fourth gave up', async () => {
    const writers = Array.from({ length: 200 }, (_, i) =>
      trial.ledger.transact(async (sql, record) => {
        await record({ action: 'setting.changed', actor: `w${i}`, role: 'operator' })
        if (i % 2 === 0) await record({ action: 'link.issued', actor: `w${i}`, role: 'operator' })
        await sql.query('select 1')
        if (i % 4 === 0) throw new Error('gives up')
      }),
    )
    const ended = await Promise.allSettled(writers)
    expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(50)
    // 50 give up; of the other 150, those with i = 2, 6, 10 … write two lines: 50 × 2 + 100
    const lines = await all()
    expect(lines.map(({ id }) => id)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
    expect(lines.some(({ actor }) => actor === 'w4')).toBe(false)
    expect(await trial.ledger.audit.verify()).toMatchObject({ lines: 200, broken: null })
  })

  it('is followed by whoever has its lines and the hash before them, with a few lines of his own', async () => {
    await write({ b: [1, { d: 2, c: 'é"\n' }], a: 1e21, n: null, x: -0.5 }, 'Vì sao: "ễ"')
    const lines = await all()
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([name, held]) => [name, sorted(held)]),
            )
          : value
    let before = await trial.ledger.audit.hashBefore(1)
    for (const { hash, ...line } of lines) {
      before = createHash('sha256')
        .update(`${before}\n${JSON.stringify(sorted(line))}`)
        .digest('hex')
      expect(hash).toBe(before)
    }
  })

  it('keeps a moment from going back, whatever the clock does', async () => {
    await write({ step: 1 })
    trial.clock.set(new Date('2020-01-01T00:00:00Z'))
    await write({ step: 2 })
    trial.clock.set(new Date('2026-03-02T01:00:00Z'))
    expect((await trial.ledger.audit.verify()).broken).toBeNull()
  })

  it('is one line of text whatever it is told, and cuts what is long', async () => {
    await write({ said: 'a\r\nb\u001b[31m\u2028\u202e', long: 'x'.repeat(1000) }, '\u0000')
    const [line] = (await trial.ledger.audit.page({ limit: 1 })).lines
    expect(line?.detail.said).toBe('a\\u000d\\u000ab\\u001b[31m\\u2028\\u202e')
    expect(String(line?.detail.long)).toHaveLength(201)
    expect(line?.reason).toBe('\\u0000')
  })

  it.each(['password', 'token', 'apiKey', 'clientSecret', 'code'])('refuses to be told a %s', async (name) => {
    await expect(write({ given: { [name]: 'x' } })).rejects.toThrow(`the audit may not hold "${name}"`)
  })

  it('cannot be changed, shortened or emptied by the program itself', async () => {
    for (const text of ["update audit set actor = 'x'", 'delete from audit where id = 1', 'truncate audit'])
      await expect(queryOnce(trial.url, text)).rejects.toThrow('append-only')
  })

  it('pages from the newest line back, by actor, action and local day', async () => {
    const first = await trial.ledger.audit.page({ limit: 3 })
    const second = await trial.ledger.audit.page({ limit: 3, before: first.next })
    expect(first.lines[2]?.id).toBe((second.lines[0]?.id ?? 0) + 1)
    expect((await trial.ledger.audit.page({ actor: 'w1' })).lines).toHaveLength(1)
    expect((await trial.ledger.audit.page({ action: 'link.issued', limit: 500 })).lines).toHaveLength(50)
    // everything was written on 2 March 2026, 08:00 in Việt Nam
    expect((await trial.ledger.audit.page({ from: '2026-03-02', to: '2026-03-02' })).lines).not.toHaveLength(0)
    expect((await trial.ledger.audit.page({ from: '2026-03-03' })).lines).toHaveLength(0)
    expect((await trial.ledger.audit.page({ to: '2026-03-01' })).lines).toHaveLength(0)
  })
})

describe('what the ledger does', () => {
  let ids: string[]
  const lines = async () => (await all()).filter(({ object }) => object && ids.includes(object.id))

  it('has one line each, with its numbers and where it came from', async () => {
    const { ledger } = trial
    const origin = { ip: '10.1.2.3', request: 'r-1' }
    await ledger.registerFeed(feedOf('door', { unit: 'u1' }), ACTOR)
    await ledger.registerFeed(feedOf('door', { unit: 'u1' }), ACTOR)
    await ledger.registerFeed(feedOf('door', { unit: 'u1', title: 'Cửa' }), ACTOR)
    const { batch } = await deliver(trial, 'door', [{ key: 'A' }, { key: 'B' }])
    const thrown = await prepare(trial, 'door', [{ key: 'C' }], { file: true })
    await ledger.discard(thrown, { ...ACTOR, origin })
    await ledger.discard(thrown, { ...ACTOR, origin })
    const { seq } = await ledger.withdraw(batch, { within: NOTHING_WITHIN, actor: { ...ACTOR, origin } })
    ids = ['door', batch, thrown]
    const found = await lines()
    expect(found.map(({ action }) => action)).toEqual([
      'feed.registered',
      'feed.changed',
      'batch.received',
      'batch.committed',
      'batch.received',
      'batch.discarded',
      'batch.withdrawn',
    ])
    expect(found[1]?.detail).toEqual({ before: { title: 'door' }, after: { title: 'Cửa' } })
    expect(found[3]).toMatchObject({
      actor: 'lan',
      unit: 'u1',
      reason: 'trial',
      detail: { feed: 'door', seq: 1, rows: { new: 2, changed: 0, unchanged: 0, stale: 0, closed: 0 } },
    })
    expect(found[4]?.detail).toMatchObject({ sha256: '00', size: 1 })
    expect(found[6]).toMatchObject({ ...origin, detail: { seq, committed: 1 } })
  })

  it('leaves no line where it was refused', async () => {
    const { ledger } = trial
    const before = (await ledger.audit.head())?.id
    const batch = await prepare(trial, 'door', [{ key: 'D' }])
    const failing = ledger.commit(batch, {
      within: async () => {
        throw new Error('no room')
      },
      actor: ACTOR,
    })
    await expect(failing).rejects.toThrow('no room')
    await expect(ledger.withdraw(batch, { within: NOTHING_WITHIN, actor: ACTOR })).rejects.toThrow('only a committed')
    await expect(ledger.registerFeed(feedOf('door', { namespace: 'other' }), ACTOR)).rejects.toThrow('namespace')
    await expect(
      ledger.mark('definition', {}, { within: () => Promise.reject(new Error('x')), actor: ACTOR }),
    ).rejects.toThrow('x')
    // only that the batch arrived
    expect((await ledger.audit.head())?.id).toBe((before ?? 0) + 1)
  })

  it('has one line for each of many pushes that share a turn', async () => {
    const before = (await trial.ledger.audit.head())?.id ?? 0
    const batches = await Promise.all(Array.from({ length: 30 }, (_, i) => prepare(trial, 'door', [{ key: `P${i}` }])))
    const done = await Promise.all(
      batches.map((batch) => trial.ledger.commit(batch, { within: NOTHING_WITHIN, actor: ACTOR })),
    )
    const written = (await all()).filter(({ id }) => id > before)
    expect(written.filter(({ action }) => action === 'batch.received')).toHaveLength(30)
    const committed = written.filter(({ action }) => action === 'batch.committed')
    expect(new Set(committed.map(({ object }) => object?.id))).toEqual(new Set(batches))
    expect(new Set(committed.map(({ detail }) => detail.seq))).toEqual(new Set(done.map(({ seq }) => seq)))
    expect(visits.id).toBe(committed[0]?.detail.dataset)
  })

  it('writes a new catalogue of measures down', async () => {
    const seq = await trial.ledger.mark('definition', { a: 1 }, { within: async () => {}, actor: ACTOR })
    const [line] = (await trial.ledger.audit.page({ limit: 1 })).lines
    expect(line).toMatchObject({ action: 'definition.changed', detail: { seq } })
  })

  it('tells sample and program apart from people', async () => {
    const units = await trial.ledger.openBatch(
      { dataset: 'visits', feed: 'door', file: null, period: null, extractedAt: null },
      SYSTEM_SCOPE,
    )
    const [line] = (await trial.ledger.audit.page({ limit: 1 })).lines
    expect(line).toMatchObject({ actor: 'system', role: 'system', object: { id: units.id } })
  })
})

describe('an audit that somebody changed in the database', () => {
  const rule = async (heads?: { id: number; hash: string }[]) => (await trial.ledger.audit.verify(heads)).broken

  it('names a line whose moment was moved by a microsecond', async () => {
    await tamper(`update audit set at = at + interval '1 microsecond' where id = 7`)
    expect(await rule()).toEqual({ id: 7, rule: 'hash' })
    await tamper(`update audit set at = at - interval '1 microsecond' where id = 7`)
    expect(await rule()).toBeNull()
  })

  it.each(['actor', 'reason', 'object_id', 'ip', 'unit'])('names a line with another %s', async (column) => {
    await tamper(
      `create table kept as select * from audit where id = 9; update audit set ${column} = 'forged' where id = 9`,
    )
    expect(await rule()).toEqual({ id: 9, rule: 'hash' })
    await tamper('delete from audit where id = 9; insert into audit select * from kept; drop table kept')
  })

  it('names a line that is missing', async () => {
    await tamper('create table kept as select * from audit where id = 11; delete from audit where id = 11')
    expect(await rule()).toEqual({ id: 11, rule: 'gap' })
    await tamper('insert into audit select * from kept; drop table kept')
  })

  it('sees a cut tail, and a chain that was written anew, by the heads kept elsewhere', async () => {
    const head = await trial.ledger.audit.head()
    if (!head) throw new Error('no head')
    expect(await rule([head])).toBeNull()
    await tamper(
      `create table kept as select * from audit where id > ${head.id - 2}; delete from audit where id > ${head.id - 2}`,
    )
    expect(await rule()).toBeNull()
    expect(await rule([head])).toEqual({ id: head.id - 1, rule: 'head' })
    await tamper('insert into audit select * from kept; drop table kept')
    expect(await rule([{ id: head.id, hash: 'another' }])).toEqual({ id: head.id, rule: 'head' })
  })
})
