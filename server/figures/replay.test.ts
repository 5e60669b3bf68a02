import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../shared/datasets/dataset.ts'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

const ACTOR = { name: 'lan', role: 'officer', reason: 'trial' } as const
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

let city: City
beforeAll(async () => {
  city = await openCity('2026-11-02T03:00:00Z', 'p')
})
afterAll(() => city.end())

/** Every kind of question that a wall or an analyst asks. */
const QUESTIONS: readonly Query[] = [
  { measures: ['dossiers.received', 'dossiers.onTimeRate', 'dossiers.open'], period: { name: 'thisMonth' } },
  { measures: ['dossiers.open', 'dossiers.overdue', 'dossiers.dueSoon'], period: { last: { days: 7 } }, by: ['day'] },
  {
    measures: ['dossiers.received', 'dossiers.lateFirst', 'dossiers.dueChanges'],
    period: { name: '2026-11' },
    by: ['unit', 'month'],
  },
  { measures: ['dossiers.onTimeRate'], period: { name: '2026-11' }, by: ['unit'], rank: true, standing: true },
  { measures: ['dossiers.received'], period: { name: '2026-11' }, by: ['unit'], units: 'now', empty: true },
  { measures: ['dossiers.received', 'dossiers.resolved'], period: { name: '2026-10' }, basis: 'best' },
  { measures: ['dossiers.medianDays', 'dossiers.oldestOverdueDays'], period: { name: '2026-11' }, by: ['channel'] },
  { measures: ['index.total', 'targets.dossiers.onTimeRate'], period: { name: '2026' }, by: ['unit'] },
  { measures: ['feeds.completeness', 'feeds.lateness'], period: { name: '2026-11' } },
]

/** What the wall says at this moment, and how to ask for it again. */
interface Said {
  when: string
  at: Query['at']
  answers: string[]
}
const said: Said[] = []

async function answersAt(at?: Query['at']): Promise<string[]> {
  const answers: string[] = []
  for (const query of QUESTIONS) {
    const { asOf, ...answer } = await city.figures.answer({ ...query, ...(at && { at }) }, SYSTEM_SCOPE)
    answers.push(JSON.stringify([asOf.seq, asOf.now, answer]))
  }
  return answers
}

/** Notes what is said right after a commit, and once more some hours later, when nothing but the time has passed. */
async function listen(when: string): Promise<void> {
  const { seq } = await city.ledger.head()
  said.push({ when, at: { seq }, answers: await answersAt() })
  city.clock.set(new Date(city.clock.now().getTime() + 31 * HOUR_MS))
  said.push({ when: `hours after ${when}`, at: { time: city.clock.now().toISOString() }, answers: await answersAt() })
  city.clock.set(new Date(city.clock.now().getTime() + MINUTE_MS))
}

const dossier = (code: string, unit: string, received: string, due: string | null, more: Row = {}): Row => ({
  code,
  receivingUnit: unit,
  receivedAt: `2026-${received}T09:00:00+07:00`,
  dueAt: due && `2026-${due}T17:00:00+07:00`,
  ...more,
})
const ended = (day: string) => ({ finishedAt: `2026-${day}T15:00:00+07:00` })

describe('a history with everything in it', () => {
  it('is heard as it goes', async () => {
    await city.feed('units', { system: true })
    await city.deliver('units', SMALL_TREE)
    await listen('the units')
    await city.feed('dossiers', { cadence: { workingDays: 1, by: '08:00' } })
    const first = await city.deliver('dossiers', [
      dossier('1', 'a', '10-28', '11-04', ended('11-02')),
      dossier('2', 'b', '11-02', '11-06'),
      dossier('3', 'b', '11-02', '11-05'),
    ])
    await listen('the first dossiers')
    await city.feed('targets')
    const target = { measure: 'dossiers.onTimeRate', unit: 'p', from: '2026-01-01', to: '2026-12-31' }
    await city.deliver('targets', [{ ...target, value: 0.9 }])
    await listen('a target')
    // 2 ends late; the day of 3 is moved. Sent on the 6th, extracted on the 5th.
    const extractedAt = '2026-11-05T03:00:00Z'
    const second = await city.deliver('dossiers', [
      dossier('2', 'b', '11-02', '11-06', ended('11-07')),
      dossier('3', 'b', '11-02', '11-20'),
    ])
    await listen('changes')
    await city.deliver('dossiers', [dossier('3', 'b', '11-02', '11-12'), dossier('4', 'a', '11-03', '11-10')], {
      extractedAt,
    })
    await listen('a stale delivery')
    await city.feed('calendar', { system: true })
    await city.deliver('calendar', [{ day: '2026-11-14', works: true, name: 'Làm bù', source: null }])
    await listen('a swapped Saturday')
    await city.feed('dossier-reports', { mode: 'replace' })
    const october = {
      unit: 'a',
      from: '2026-10-01',
      to: '2026-10-31',
      receivedOnline: 5,
      receivedDirect: 7,
      resolved: 9,
    }
    await city.deliver('dossier-reports', [october], {
      speaksFor: { unit: null, from: '2026-10-01', to: '2026-10-31' },
    })
    await listen('a report')
    await city.deliver('dossier-reports', [{ ...october, unit: 'b' }], {
      speaksFor: { unit: null, from: '2026-10-01', to: '2026-10-31' },
    })
    await listen('a report that replaces it')
    await city.deliver('units', [
      {
        unit: 'b',
        tree: 'main',
        level: 'commune',
        name: 'Phường B',
        parent: 'p',
        to: '2026-11-30',
        becomes: 'c*0.5;a*0.5',
        becomesOn: '2026-11-10',
      },
      { unit: 'c', tree: 'main', level: 'commune', name: 'Phường C', parent: 'p', from: '2026-11-10' },
    ])
    await listen('a split')
    await city.ledger.withdraw(second.batch, { within: city.figures.adjust, actor: ACTOR })
    await listen('a withdrawal')
    const feed = await city.ledger.feed('dossiers', SYSTEM_SCOPE)
    if (!feed) throw new Error('no feed')
    await city.ledger.registerFeed(
      { ...feed, title: 'Một cửa', cadence: { workingDays: 3, by: '17:00' }, unit: 'b' },
      ACTOR,
    )
    await city.deliver('dossiers', [dossier('5', 'c', '11-15', '11-18', ended('11-17'))])
    await listen('a feed that was put elsewhere')
    await city.deliver('targets', [
      { ...target, value: 0.95 },
      { ...target, unit: 'b', value: 0.5 },
    ])
    await city.feed('index-scores')
    await city.deliver('index-scores', [
      { unit: 'a', periodKind: 'month', period: '2026-10', from: '2026-10-01', to: '2026-10-31', total: 84.5 },
    ])
    await listen('other targets and a score')
    await city.ledger.withdraw(first.batch, { within: city.figures.adjust, actor: ACTOR })
    await listen('another withdrawal')
    // The moments differ from one another: a replay that always gave the newest would be found out.
    for (const [i] of QUESTIONS.entries())
      expect(
        new Set(said.map(({ answers }) => JSON.stringify(JSON.parse(answers[i] ?? '')[2].rows))).size,
      ).toBeGreaterThan(3)
  })

  it('is told again, at every seq and every moment, as it was told then', async () => {
    expect(said).toHaveLength(26)
    for (const { when, at, answers } of said)
      for (const [i, answer] of (await answersAt(at)).entries())
        expect(answer, `${JSON.stringify(QUESTIONS[i])} after ${when}`).toBe(answers[i])
  })

  it('is told so too by a program that has just been started', async () => {
    const { openFigures } = await import('./open-figures.ts')
    const figures = openFigures({ ledger: city.ledger, clock: city.clock, homeUnit: async () => 'p' })
    const first = said[5]
    const [query] = QUESTIONS
    if (!first?.at || !query) throw new Error('nothing was said')
    const { asOf, ...answer } = await figures.answer({ ...query, at: first.at }, SYSTEM_SCOPE)
    expect(JSON.stringify([asOf.seq, asOf.now, answer])).toBe(first.answers[0])
  })
})
