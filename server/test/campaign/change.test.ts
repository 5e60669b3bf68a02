import { expect, it } from 'vitest'
import type { Cell } from '../../../shared/answer.ts'
import { isCell } from '../../../shared/cell.ts'
import { CHANGE_PARTS, type ChangedRow, type ChangePart, type ChangeQuery } from '../../../shared/change.ts'
import { addDays, type Day } from '../../../shared/period.ts'
import { SYSTEM_SCOPE } from '../../../shared/roles.ts'
import { createRandom, type Random } from '../random.ts'
import { beginHistory, type History } from './history.ts'

// `SEED=… ROUNDS=… npx vitest run server/test/campaign/change` tells other and longer stories.
const SEED = Number(process.env.SEED ?? 20261123)
const ROUNDS = Number(process.env.ROUNDS ?? 8)
const CHAPTERS = 14
const QUESTIONS = 12

/** Figures whose rows add up to them, so that rows explain every difference. */
const ADDED = [
  ...['received', 'resolved', 'early', 'onTime', 'late', 'unclassified', 'returned', 'carriedOver', 'toResolve'],
  ...['open', 'overdue', 'paused', 'openWithin', 'dueSoon', 'dueSoon', 'lateFirst', 'dueChanged', 'dueChanges'],
]
const OTHERS = [
  ...['onTimeRate', 'onTimeRate', 'onTimeRate', 'onTimeRateFirst', 'resolutionRate', 'overdueShare'],
  ...['medianDays', 'meanDaysLate', 'oldestOverdueDays'],
]

function randomQuestion(random: Random, seqs: readonly number[], today: Day): ChangeQuery {
  const units = random.pick(['then', 'now'] as const)
  const half = Math.floor(seqs.length / 2)
  const [from, to] = [random.pick(seqs.slice(0, half)), random.pick(seqs.slice(half))]
  const start = addDays('2025-05-05', random.below(60))
  const end = random.chance(0.6) ? today : addDays(start, 10 + random.below(60))
  const parts = units === 'now' ? ['x', 'y', 'y', 'z'] : ['d1', 'd2', 'a3', 'z', 'b2']
  return {
    measure: `dossiers.${random.pick(random.chance(0.6) ? ADDED : OTHERS)}`,
    unit: random.chance(0.5) ? 'p' : random.pick(parts),
    units,
    period: random.chance(0.2) ? { last: { days: 30 + random.below(40) } } : { from: start, to: end },
    from: { seq: from },
    to: { seq: to },
    ...(random.chance(0.15) && { where: { channel: [random.pick(['online', 'direct'])] } }),
  }
}

async function read(history: History, asked: ChangeQuery, at: ChangeQuery['from']): Promise<Cell> {
  const { measure, from: _from, to: _to, ...query } = asked
  const { rows } = await history.figures().answer({ ...query, measures: [measure], at }, SYSTEM_SCOPE)
  const cell = rows[0]?.[measure]
  if (!isCell(cell)) throw new Error('no cell')
  return cell
}

/** @returns the parts that there were */
async function tryChange(history: History, asked: ChangeQuery, said: string): Promise<ChangePart[]> {
  const answer = await history.figures().change(asked, SYSTEM_SCOPE)
  expect(answer.before.figure, `before of ${said}`).toEqual(await read(history, asked, asked.from))
  expect(answer.after.figure, `after of ${said}`).toEqual(await read(history, asked, asked.to ?? asked.from))
  const order = answer.parts.map(({ part }) => CHANGE_PARTS.indexOf(part))
  expect(order, said).toEqual([...new Set(order)].sort((a, b) => a - b))
  const { before, after } = answer
  if (before.figure.value !== null && after.figure.value !== null) {
    const sum = answer.parts.reduce((all, { delta }) => all + (delta ?? 0), 0)
    expect(sum, `parts of ${said}`).toBe(answer.delta)
    expect(answer.delta ?? 0, said).toBeCloseTo(after.figure.value - before.figure.value, 12)
  } else expect(answer.delta, said).toBeNull()
  for (const { part, delta, rows } of answer.parts) {
    const found = await history.figures().changeRows({ ...asked, part }, SYSTEM_SCOPE)
    expect(found.rows.length, `rows of ${part} in ${said}`).toBe(rows)
    const weights = (found.rows as ChangedRow[]).map((row) => row.after - row.before)
    const sum = weights.reduce((all, weight) => all + weight, 0)
    expect(sum, `total of ${part} in ${said}`).toBeCloseTo(found.total, 9)
    if (delta !== null && ADDED.includes(asked.measure.slice('dossiers.'.length)))
      expect(sum, `weights of ${part} in ${said}`).toBeCloseTo(delta, 9)
  }
  return answer.parts.map(({ part }) => part)
}

it(`${ROUNDS * QUESTIONS} random changes over ${ROUNDS} random histories: parts add up exactly, and their rows explain them`, async () => {
  const seen = new Map<ChangePart, number>()
  for (let round = 0; round < ROUNDS; round++) {
    const seed = SEED + round
    const random = createRandom(seed)
    const history = await beginHistory(random)
    try {
      for (let chapter = 0; chapter < CHAPTERS; chapter++) await history.go()
      const { today } = history.stateAt(history.seqs.at(-1) ?? 0)
      for (let turn = 0; turn < QUESTIONS; turn++) {
        const asked = randomQuestion(random, history.seqs, today)
        for (const part of await tryChange(history, asked, JSON.stringify({ seed, turn, asked })))
          seen.set(part, (seen.get(part) ?? 0) + 1)
      }
    } finally {
      await history.end()
    }
  }
  // A campaign in which little happens proves little. Definition, calendar and units move seldom here; `change.test.ts` moves them.
  for (const part of ['clock', 'new', 'late', 'correction', 'withdrawal'] as const)
    expect(seen.get(part) ?? 0, `changes with ${part}`).toBeGreaterThan(2)
}, 900_000)
