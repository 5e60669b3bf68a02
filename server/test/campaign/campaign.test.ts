import { expect, it } from 'vitest'
import type { FigureRow } from '../../../shared/answer.ts'
import { isCell } from '../../../shared/cell.ts'
import { addDays } from '../../../shared/period.ts'
import type { Query } from '../../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../../shared/roles.ts'
import { createRandom, type Random } from '../random.ts'
import { type Asked, countBy } from './count.ts'
import { beginHistory, type History } from './history.ts'

// `SEED=… HISTORIES=… npx vitest run server/test/campaign` tells other and longer stories.
const SEED = Number(process.env.SEED ?? 20261122)
const HISTORIES = Number(process.env.HISTORIES ?? 25)
const CHAPTERS = 10
const QUESTIONS = 4

const MEASURES = [
  ...['received', 'resolved', 'early', 'onTime', 'late', 'unclassified', 'returned', 'carriedOver', 'open', 'overdue'],
  ...['paused', 'openWithin', 'dueSoon', 'onTimeRate', 'onTimeRateOT2', 'resolutionRate', 'overdueShare'],
]

function randomQuestion(random: Random, today: string): Asked {
  const units = random.pick(['then', 'now'] as const)
  const to = addDays(today, -random.below(50))
  return {
    measure: `dossiers.${random.pick(MEASURES)}`,
    // An old district of today is another question: its area.
    unit: random.pick(units === 'now' ? ['p', 'p', 'x', 'y', 'z', 'b2'] : ['p', 'p', 'd1', 'd2', 'a3', 'z', 'b2']),
    units,
    byUnit: random.chance(0.5),
    channel: random.chance(0.25) ? random.pick(['online', 'direct']) : null,
    period: { from: addDays(to, -random.below(45)), to },
  }
}

function queryOf({ measure, unit, units, byUnit, channel, period }: Asked): Query {
  return {
    measures: [measure],
    unit,
    units,
    period,
    basis: 'rows',
    ...(byUnit && { by: ['unit'] }),
    ...(channel !== null && { where: { channel: [channel] } }),
  }
}

/** Every figure of the answer is the recount's, and every one of the recount is in the answer. */
function compare(rows: readonly FigureRow[], asked: Asked, expected: ReturnType<typeof countBy>, said: string): void {
  const found = new Map(rows.map((row) => [asked.byUnit ? String(row.unit) : '', row[asked.measure]]))
  for (const group of new Set([...found.keys(), ...expected.keys()])) {
    const cell = found.get(group)
    const { value, estimated } = expected.get(group) ?? { value: 0, estimated: false }
    if (!isCell(cell)) {
      expect(value ?? 0, `${group} is missing from ${said}`).toBe(0)
      continue
    }
    expect(cell.value ?? 0, `${group} in ${said}`).toBeCloseTo(value ?? 0, 9)
    if (value) expect(cell.estimated ?? false, `${group} estimated in ${said}`).toBe(estimated)
  }
}

/** The weights of the rows behind a figure add up to it. */
async function compareReceipt(
  history: History,
  query: Query,
  asked: Asked,
  row: FigureRow,
  said: string,
): Promise<void> {
  const cell = row[asked.measure]
  if (!isCell(cell)) throw new Error(`no cell in ${said}`)
  const { total, rows } = await history.figures().rows({ ...query, measure: asked.measure }, SYSTEM_SCOPE)
  const sum = rows.reduce((all, each) => all + each.weight, 0)
  expect(sum, `rows of ${said}`).toBeCloseTo(total, 9)
  expect(total, `total of ${said}`).toBeCloseTo(cell.denominator ?? cell.value ?? 0, 9)
}

it(`${HISTORIES * CHAPTERS * QUESTIONS} random questions: figure = weight of its rows = recount; every seq answers again what it said`, async () => {
  let asked = 0
  for (let story = 0; story < HISTORIES; story++) {
    const seed = SEED + story
    const random = createRandom(seed)
    const history = await beginHistory(random)
    const answered: { query: Query; seq: number; rows: string }[] = []
    try {
      for (let chapter = 0; chapter < CHAPTERS; chapter++) {
        await history.go()
        for (let turn = 0; turn < QUESTIONS; turn++) {
          // Half of the questions go to the present, half to any moment of the past.
          const seq = (random.chance(0.5) ? history.seqs.at(-1) : random.pick(history.seqs)) ?? 0
          const state = history.stateAt(seq)
          const question = randomQuestion(random, state.today)
          const query = { ...queryOf(question), at: { seq } }
          const said = JSON.stringify({ seed, chapter, question, seq })
          const { rows } = await history.figures().answer(query, SYSTEM_SCOPE)
          compare(rows, question, countBy(question, state), said)
          if (!question.byUnit && rows[0]) await compareReceipt(history, query, question, rows[0], said)
          answered.push({ query, seq, rows: JSON.stringify(rows) })
          asked += 1
        }
      }
      for (const { query, rows } of answered)
        expect(JSON.stringify((await history.figures().answer(query, SYSTEM_SCOPE)).rows), JSON.stringify(query)).toBe(
          rows,
        )
    } finally {
      await history.end()
    }
  }
  expect(asked).toBe(HISTORIES * CHAPTERS * QUESTIONS)
}, 600_000)
