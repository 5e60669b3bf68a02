import { createHmac, hkdfSync } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { dossiers } from '../../shared/datasets/dossiers.ts'
import { storedColumns, toLine } from '../../shared/datasets/stored.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { createSetClock } from '../clock.ts'
import { freshDatabase } from '../test/database.ts'
import { ACTOR, feedOf, NOTHING_WITHIN, SECRET, verdictOf } from '../test/ledger-trial.ts'
import { createCodeBook } from './codes.ts'
import { openPool } from './connection.ts'
import { openLedger } from './postgres.ts'

const book = createCodeBook(SECRET)
const database = await freshDatabase()
afterAll(() => database.drop())

it('keys a code as the first 16 bytes of HMAC-SHA256 over namespace and normalised code', () => {
  // The same worked with the library's own HMAC, RFC 2104.
  const key = Buffer.from(hkdfSync('sha256', SECRET, 'toan-canh', 'dossier codes: key', 32))
  for (const code of ['H01.01-251122-0001', 'x'.repeat(3000), 'Hồ sơ số 7']) {
    const expected = createHmac('sha256', key).update(`hue\u001f${code}`).digest().subarray(0, 16).toString('base64url')
    expect(book.seal('hue', [{ normalised: code, written: code }])[0]?.key).toBe(expected)
  }
})

it('meets equal codes of one namespace and keeps namespaces and secrets apart', () => {
  const keyOf = (namespace: string, secret: string) =>
    createCodeBook(secret).seal(namespace, [{ normalised: 'H01-1', written: 'H01-1' }])[0]?.key
  expect(keyOf('hue', SECRET)).toBe(keyOf('hue', SECRET))
  expect(new Set([keyOf('hue', SECRET), keyOf('danang', SECRET), keyOf('hue', `${SECRET}!`)]).size).toBe(3)
})

it('gives a code back as it was written, whatever its length, and nothing for an altered one', () => {
  const written = ['', 'a', 'h01 – 2025/0007', 'mười sáu ký tự!!', 'x'.repeat(100)]
  const sealed = book.seal(
    'hue',
    written.map((text) => ({ normalised: text.toUpperCase(), written: text })),
  )
  expect(sealed.map((one) => book.open('hue', one.sealed))).toEqual(written)
  const altered = Buffer.from(sealed[2]?.sealed ?? [])
  altered[20] = (altered[20] ?? 0) ^ 1
  expect(book.open('hue', altered)).toBeNull()
  expect(book.open('danang', sealed[2]?.sealed ?? Buffer.alloc(0))).toBeNull()
})

it('never encrypts two texts with one key stream, not even those of one dossier written differently', () => {
  const [first, second] = book.seal('hue', [
    { normalised: 'H01-1', written: 'H01-1' },
    { normalised: 'H01-1', written: 'h01-1' },
  ])
  expect(first?.key).toBe(second?.key)
  expect(first?.sealed.subarray(0, 16).equals(second?.sealed.subarray(0, 16) ?? Buffer.alloc(0))).toBe(false)
})

it('refuses a secret that is too short', () => {
  expect(() => createCodeBook('short')).toThrow(expect.objectContaining({ code: 'IOC_SECRET_SHORT' }))
})

it('stores no dossier code in the clear and refuses to open with another secret', async () => {
  const clock = createSetClock(new Date('2026-03-02T01:00:00Z'))
  const open = (secret: string) => openLedger({ url: database.url, dataDir: 'unused', secret, clock })
  const ledger = await open(SECRET)
  await ledger.registerFeed(feedOf('hue', { dataset: 'dossiers' }), ACTOR)
  const { id } = await ledger.openBatch(
    { dataset: 'dossiers', feed: 'hue', file: null, period: null, extractedAt: null },
    SYSTEM_SCOPE,
  )
  const line = toLine({ receivingUnit: 'u1', receivedAt: '2026-03-01T23:30:00+07:00' }, storedColumns(dossiers))
  const row = {
    sheet: 0,
    rowNo: 2,
    key: 'H01-251122-0001',
    code: 'H01-251122-0001',
    version: null,
    updatedAt: null,
    deleted: false,
    line,
  }
  await ledger.stage(id, dossiers, [row])
  await ledger.settle(id, verdictOf())
  await ledger.commit(id, { within: NOTHING_WITHIN, actor: ACTOR })
  const pool = openPool(database.url)
  const { rows } = await pool.query<{ text: string; unit: string; day: string }>(
    'select r::text || c::text as text, unit, received_on as day from rows_dossiers r join codes_dossiers c using (key)',
  )
  await pool.end()
  await ledger.close()
  expect(rows).toHaveLength(1)
  expect(rows[0]?.text).not.toContain('251122')
  // 23:30 in Việt Nam is 16:30 UTC of the same day; the unit of a dossier without a resolving unit is the receiving one.
  expect(rows[0]).toMatchObject({ unit: 'u1', day: '2026-03-01' })
  await expect(open(`${SECRET}!`)).rejects.toMatchObject({ code: 'IOC_SECRET_OTHER' })
})
