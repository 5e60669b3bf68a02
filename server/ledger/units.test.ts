import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Row } from '../../shared/datasets/dataset.ts'
import { storedColumns, toLine } from '../../shared/datasets/stored.ts'
import { units } from '../../shared/datasets/units.ts'
import { type Scope, SYSTEM_SCOPE } from '../../shared/roles.ts'
import { ACTOR, deliver, feedOf, NOTHING_WITHIN, openTrial, type Trial, verdictOf } from '../test/ledger-trial.ts'

let trial: Trial
let first: number
beforeAll(async () => {
  trial = await openTrial()
  await trial.ledger.registerFeed(feedOf('vn-units', { dataset: 'units', system: true }), ACTOR)
  first = await deliverUnits([
    {
      unit: 'p',
      tree: 'main',
      level: 'province',
      name: 'Thành phố Huế',
      scheme: 'area',
      code: '46',
      agencyCode: 'H57',
      from: '0001-01-01',
      to: '9999-12-31',
    },
    {
      unit: 'a',
      tree: 'main',
      level: 'commune',
      name: 'Xã Phú An',
      scheme: 'area',
      code: '19900',
      parent: 'p',
      from: '0001-01-01',
      to: '2025-06-30',
      becomes: 'b*0.25; c * 0.75',
      becomesOn: '2025-07-01',
    },
    {
      unit: 'b',
      tree: 'main',
      level: 'commune',
      name: 'Phường Mỹ Thượng',
      scheme: 'area',
      code: '19900',
      parent: 'p',
      from: '2025-07-01',
      to: '9999-12-31',
      lng: 107.6,
      lat: 16.5,
      population: 41_000,
    },
    { unit: 'c', tree: 'main', level: 'commune', name: 'Xã Phú Hồ', parent: 'p', from: '2025-07-01', to: '2025-12-31' },
    {
      unit: 'c',
      tree: 'main',
      level: 'commune',
      name: 'Phường Phú Hồ',
      parent: 'p',
      from: '2026-01-01',
      to: '9999-12-31',
    },
    {
      unit: 'b',
      tree: 'clusters',
      level: 'commune',
      name: 'Phường Mỹ Thượng',
      parent: 'k',
      from: '2025-07-01',
      to: '9999-12-31',
    },
  ])
})
afterAll(() => trial.end())

async function deliverUnits(rows: Row[]): Promise<number> {
  const { id } = await trial.ledger.openBatch(
    { dataset: 'units', feed: 'vn-units', file: null, period: null, extractedAt: null },
    SYSTEM_SCOPE,
  )
  const columns = storedColumns(units)
  const staged = rows.map((row, rowNo) => ({
    sheet: 0,
    rowNo,
    key: units.key.map((name) => row[name]).join('\u001f'),
    code: null,
    version: null,
    updatedAt: null,
    deleted: false,
    line: toLine(row, columns),
  }))
  await trial.ledger.stage(id, units, staged)
  await trial.ledger.settle(id, verdictOf())
  return (await trial.ledger.commit(id, { within: NOTHING_WITHIN, actor: ACTOR })).seq
}

it('makes one unit of its spells, with dated names, codes and parents in order', async () => {
  const { units: known } = await trial.ledger.units(first)
  expect([...known.keys()].sort()).toEqual(['a', 'b', 'c', 'p'])
  expect(known.get('c')).toEqual({
    id: 'c',
    level: 'commune',
    from: '2025-07-01',
    to: '9999-12-31',
    names: [
      { name: 'Xã Phú Hồ', from: '2025-07-01', to: '2025-12-31' },
      { name: 'Phường Phú Hồ', from: '2026-01-01', to: '9999-12-31' },
    ],
    codes: [],
    // The parent stayed the same when the name changed: one spell.
    parents: [{ tree: 'main', parent: 'p', from: '2025-07-01', to: '9999-12-31' }],
  })
  expect(known.get('b')).toMatchObject({ lng: 107.6, lat: 16.5, population: 41_000 })
  expect(
    known
      .get('b')
      ?.parents.map(({ tree, parent }) => `${tree}:${parent}`)
      .sort(),
  ).toEqual(['clusters:k', 'main:p'])
  expect(known.get('p')?.codes.map(({ scheme, code }) => `${scheme}:${code}`)).toEqual(['area:46', 'agency:H57'])
})

it('reads what a unit became with its weights, and says where they are an estimate', async () => {
  const { bridges } = await trial.ledger.units(first)
  expect(bridges).toEqual([
    { from: 'a', to: 'b', on: '2025-07-01', weight: 0.25, estimated: true },
    { from: 'a', to: 'c', on: '2025-07-01', weight: 0.75, estimated: true },
  ])
})

it('keeps the units of an earlier seq, and their stamp while only other rows change', async () => {
  await trial.ledger.registerFeed(feedOf('v'), ACTOR)
  const other = await deliver(trial, 'v', [{ key: 'x' }])
  expect((await trial.ledger.units(other.seq)).stamp).toBe(first)
  const next = await deliverUnits([
    { unit: 'p', tree: 'main', level: 'province', name: 'Tỉnh Thừa Thiên Huế', from: '0001-01-01', to: '9999-12-31' },
  ])
  expect((await trial.ledger.units(next)).units.get('p')?.names[0]?.name).toBe('Tỉnh Thừa Thiên Huế')
  expect((await trial.ledger.units(next)).stamp).toBe(next)
  expect((await trial.ledger.units(first)).units.get('p')?.names[0]?.name).toBe('Thành phố Huế')
})

it('shows feeds and batches only to those whose units they belong to', async () => {
  await trial.ledger.registerFeed(feedOf('of-b', { unit: 'b' }), ACTOR)
  await trial.ledger.registerFeed(feedOf('of-c', { unit: 'c' }), ACTOR)
  const { batch } = await deliver(trial, 'of-b', [{ key: 'y' }])
  const scope = (...list: string[]): Scope => ({ actor: 'minh', role: 'officer', units: list, rows: true })
  const feedsOf = async (who: Scope) => (await trial.ledger.feeds(who)).map(({ id }) => id)
  expect(await feedsOf(scope('b'))).toEqual(['of-b', 'vn-units'])
  expect(await feedsOf(scope('p'))).toEqual(['of-b', 'of-c', 'vn-units'])
  expect(await trial.ledger.batch(batch, scope('c'))).toBeNull()
  expect(await trial.ledger.batch(batch, scope('b'))).toMatchObject({ id: batch })
  expect(await trial.ledger.batches({ dataset: 'visits' }, scope('c'))).toEqual([])
  expect(await trial.ledger.batches({ dataset: 'visits' }, scope('p'))).toMatchObject([{ id: batch }])
  const into = trial.ledger.openBatch(
    { dataset: 'visits', feed: 'of-c', file: null, period: null, extractedAt: null },
    scope('b'),
  )
  await expect(into).rejects.toMatchObject({ code: 'IOC_FEED_UNKNOWN', statusCode: 404 })
})
