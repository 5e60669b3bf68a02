import { afterAll, beforeAll, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { createModel, type ModelBatch } from '../test/ledger-model.ts'
import { ACTOR, feedOf, openTrial, prepare, type Trial, type Visit, visits } from '../test/ledger-trial.ts'
import type { View, Within } from './ledger.ts'

const HISTORIES = 200
const AT_ONCE = 4
const STEPS = 7
const NOW = '2026-03-02T01:00:00.000Z'
const STAMPS = ['2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z', null, null]
const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03']

let trial: Trial
beforeAll(async () => {
  trial = await openTrial([visits], NOW)
})
afterAll(() => trial.end())

it(`${HISTORIES} random histories of commits, late deliveries, tombstones and withdrawals read as the model says, at every seq`, async () => {
  for (let seed = 1; seed <= HISTORIES; seed += AT_ONCE) {
    // Several at once, each with keys and feeds of its own, so that turns also interleave.
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => tellHistory(seed + index)))
  }
}, 240_000)

async function tellHistory(seed: number): Promise<void> {
  const random = createRandom(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  const feeds = [`add-${seed}`, `other-${seed}`, `whole-${seed}`] as const
  for (const id of feeds) {
    await trial.ledger.registerFeed(feedOf(id, { mode: id.startsWith('whole') ? 'replace' : 'upsert' }), ACTOR)
  }
  const model = createModel()
  const committed: string[] = []
  const seqs = [0]
  // A rollup kept as figures keep theirs: it must always equal what a recount finds.
  const rollup = new Map<string, number>()
  const within: Within = async (sql, { relation }) => {
    const rows = await sql.query<{ key: string; n: number }>(
      `select key, sum(sign * (n + 1)) as n from ${relation} c where key like $1 group by key`,
      [`${seed}-%`],
    )
    for (const { key, n } of rows) rollup.set(key, (rollup.get(key) ?? 0) + n)
  }
  for (let step = 0; step < STEPS; step += 1) {
    const withdrawn = committed.length > 0 && random() < 0.3 ? pick(committed) : null
    if (withdrawn) {
      const before = await seen(seed, (seq) => ({ seq, withdrawing: withdrawn }))
      const { seq } = await trial.ledger.withdraw(withdrawn, { within, actor: ACTOR })
      committed.splice(committed.indexOf(withdrawn), 1)
      model.withdraw(withdrawn, seq)
      seqs.push(seq)
      expect(before, `seed ${seed}: what a withdrawal would do`).toBe(model.seenAt(seq))
    } else {
      const feed = pick(feeds)
      const extractedAt = pick(STAMPS)
      const speaksFor = feed.startsWith('whole')
        ? pick([null, { from: DAYS[0]!, to: DAYS[1]! }, { from: DAYS[0]!, to: DAYS[2]! }])
        : null
      const rows = randomRows(seed, random, pick)
      const id = await prepare(trial, feed, rows, {
        ...(extractedAt && { extractedAt }),
        file: random() < 0.5,
        verdict: { speaksFor: speaksFor && { unit: null, ...speaksFor } },
      })
      const batch: ModelBatch = { id, feed, rows, stamp: extractedAt ?? NOW, speaksFor }
      const before = await seen(seed, (seq) => ({ seq, pending: id }))
      const { seq } = await trial.ledger.commit(id, { within, actor: ACTOR })
      model.commit(batch, seq)
      committed.push(id)
      seqs.push(seq)
      expect(before, `seed ${seed}: what a commit would do`).toBe(model.seenAt(seq))
    }
    expect(await seen(seed, (seq) => ({ seq })), `seed ${seed}, step ${step}`).toBe(model.seenAt(seqs.at(-1)!))
  }
  for (const seq of seqs) expect(await seen(seed, () => ({ seq })), `seed ${seed}, seq ${seq}`).toBe(model.seenAt(seq))
  const total = [...rollup].filter(([, n]) => n !== 0).map(([key, n]) => `${key}=${n - 1}`)
  expect(total.sort().join(' '), `seed ${seed}: rollup`).toBe(model.seenAt(seqs.at(-1)!))
}

function randomRows(seed: number, random: () => number, pick: <T>(list: readonly T[]) => T): Visit[] {
  return ['a', 'b', 'c', 'd']
    .filter(() => random() < 0.6)
    .map((key) => {
      const updatedAt = random() < 0.4 ? pick(STAMPS) : null
      return {
        key: `${seed}-${key}`,
        n: Math.floor(random() * 3),
        day: pick(DAYS),
        ...(updatedAt && { updatedAt }),
        ...(random() < 0.2 && { version: Math.floor(random() * 3) }),
        deleted: random() < 0.15,
      }
    })
}

async function seen(seed: number, view: (seq: number) => View): Promise<string> {
  return trial.ledger.read(SYSTEM_SCOPE, async (reading) => {
    const rows = await reading.query<{ key: string; n: number }>(
      `select key, n from ${reading.relation(visits, view(reading.seq))} r where key like $1`,
      [`${seed}-%`],
    )
    return rows
      .map(({ key, n }) => `${key}=${n}`)
      .sort()
      .join(' ')
  })
}

/** Mulberry32: small, seeded, good enough to shuffle. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
