import { describe, expect, it } from 'vitest'
import type { Cell, FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import { findMeasure, PROGRAM_BOOK } from '../../shared/measures/list.ts'
import { leavesOf } from './leaves.ts'
import { suppress } from './suppress.ts'

/**
 * Plays the reader who wants the hidden counts: knows every shown figure with its parts, every
 * total that an answer with fewer dimensions shows, and what early, on time, late and overdue mean; solves for each hidden figure with plain
 * elimination over real numbers, which shares nothing with the code under trial.
 */
const LEAST = 5
const BASIC = ['received', 'early', 'onTime', 'late', 'open', 'overdue'].map((name) => `dossiers.${name}`)
type Known = number[]

/** What a measure's cell says, as coefficients of the basic counts. */
const SAYS: Record<string, readonly Record<string, number>[]> = {
  'dossiers.received': [{ received: 1 }],
  'dossiers.early': [{ early: 1 }],
  'dossiers.onTime': [{ onTime: 1 }],
  'dossiers.late': [{ late: 1 }],
  'dossiers.open': [{ open: 1 }],
  'dossiers.overdue': [{ overdue: 1 }],
  'dossiers.openWithin': [{ open: 1, overdue: -1 }],
  'dossiers.onTimeRate': [
    { early: 1, onTime: 1 },
    { early: 1, onTime: 1, late: 1 },
  ],
  'dossiers.overdueShare': [{ overdue: 1 }, { open: 1 }],
}

function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

interface Trial {
  rows: FigureRow[]
  measures: string[]
  by: string[]
  /** The basic counts of each row. */
  counts: Record<string, number>[]
}

function trial(random: () => number, measures: readonly string[], sizes: readonly number[]): Trial {
  const by = ['unit', 'field', 'channel'].slice(0, sizes.length)
  const keys = sizes.reduce<string[][]>(
    (lists, size) => lists.flatMap((list) => Array.from({ length: size }, (_, i) => [...list, `${i}`])),
    [[]],
  )
  // Many zeros and small counts, some large: what a page of communes by field looks like.
  const draw = () => (random() < 0.2 ? 0 : random() < 0.45 ? Math.floor(random() * 7) : Math.floor(random() * 200))
  const counts = keys.map(() => {
    const overdue = draw()
    return { received: draw(), early: draw(), onTime: draw(), late: draw(), overdue, open: overdue + draw() }
  })
  const rows = keys.map((list, r) => {
    const count = counts[r] ?? {}
    const cells = measures.map((id) => [id, cellOf(id, count)] as const)
    return { ...Object.fromEntries(by.map((name, i) => [name, list[i] ?? null])), ...Object.fromEntries(cells) }
  })
  return { rows, measures: [...measures], by, counts }
}

function amountOf(says: Record<string, number>, count: Record<string, number>): number {
  return Object.entries(says).reduce((sum, [name, times]) => sum + times * (count[name] ?? 0), 0)
}

function cellOf(id: string, count: Record<string, number>): Cell {
  const [first = {}, second] = SAYS[id] ?? []
  const numerator = amountOf(first, count)
  if (!second) return { value: numerator }
  const denominator = amountOf(second, count)
  return denominator === 0
    ? { value: null, none: 'noData' }
    : { value: numerator / denominator, numerator, denominator, n: denominator }
}

const small = (value: number) => value !== 0 && Math.abs(value) < LEAST

function addUp(counts: readonly Record<string, number>[]): Record<string, number> {
  const names = Object.keys(counts[0] ?? {})
  return Object.fromEntries(names.map((name) => [name, counts.reduce((sum, count) => sum + (count[name] ?? 0), 0)]))
}

/** The small counts that the reader of an answer can compute, small totals among them. */
function computed({ rows, measures, by, counts }: Trial, shown: readonly FigureRow[]): string[] {
  const width = rows.length * BASIC.length
  const vector = (r: number, says: Record<string, number>): Known => {
    const known = new Array<number>(width).fill(0)
    for (const [name, times] of Object.entries(says))
      known[r * BASIC.length + BASIC.indexOf(`dossiers.${name}`)] = times
    return known
  }
  const isShown = (row: FigureRow | undefined, id: string) => {
    const cell = row?.[id]
    return isCell(cell) && cell.value !== null
  }
  const addVectors = (vectors: readonly Known[]) =>
    vectors.reduce((a, b) => a.map((x, i) => x + (b[i] ?? 0)), new Array<number>(width).fill(0))
  const known: Known[] = []
  for (const [r] of rows.entries())
    for (const id of measures) if (isShown(shown[r], id)) for (const says of SAYS[id] ?? []) known.push(vector(r, says))
  const secretTotals: { name: string; at: Known }[] = []
  for (const dropped of subsets(by).filter((names) => names.length > 0)) {
    const others = by.filter((name) => !dropped.includes(name))
    const keyOf = (row: FigureRow) => JSON.stringify(others.map((name) => row[name]))
    const lines = [...Map.groupBy(rows.keys(), (r) => keyOf(rows[r] ?? {})).values()]
    const sums = lines.map((line) => addUp(line.map((r) => counts[r] ?? {})))
    const totals = hide({
      rows: lines.map((line, i) => ({
        ...Object.fromEntries(others.map((name) => [name, rows[line[0] ?? 0]?.[name] ?? null])),
        ...Object.fromEntries(measures.map((id) => [id, cellOf(id, sums[i] ?? {})])),
      })),
      measures,
      by: others,
    })
    for (const [i, line] of lines.entries())
      for (const id of measures)
        for (const says of SAYS[id] ?? []) {
          const sum = addVectors(line.map((r) => vector(r, says)))
          if (isShown(totals[i], id)) known.push(sum)
          else if (small(amountOf(says, sums[i] ?? {}))) secretTotals.push({ name: `total of ${id}`, at: sum })
        }
  }
  const solve = eliminate(known, width)
  const sums = secretTotals.filter(({ at }) => solve(at)).map(({ name }) => name)
  const cells = rows.flatMap((_, r) =>
    measures.flatMap((id) => {
      const [first = {}, second] = SAYS[id] ?? []
      if (isShown(shown[r], id)) return []
      const misses =
        second &&
        Object.fromEntries(
          ['early', 'onTime', 'late', 'open', 'overdue'].map((name) => [
            name,
            (second[name] ?? 0) - (first[name] ?? 0),
          ]),
        )
      return [first, second, misses]
        .filter((says) => says !== undefined)
        .filter((says) => small(amountOf(says, counts[r] ?? {})) && solve(vector(r, says)))
        .map((says) => `${id} of row ${r}: ${amountOf(says, counts[r] ?? {})}`)
    }),
  )
  return [...sums, ...cells]
}

function subsets(names: readonly string[]): string[][] {
  const found: string[][] = [[]]
  for (const name of names) found.push(...found.map((list) => [...list, name]))
  return found
}

/** Is a combination one of the known ones added up? */
function eliminate(known: readonly Known[], width: number): (vector: Known) => boolean {
  const pivots: { at: number; row: Known }[] = []
  const reduce = (vector: Known): Known => {
    const left = [...vector]
    for (const { at, row } of pivots) {
      const times = left[at] ?? 0
      if (Math.abs(times) < 1e-9) continue
      for (let i = 0; i < width; i++) left[i] = (left[i] ?? 0) - times * (row[i] ?? 0)
    }
    return left
  }
  for (const vector of known) {
    const left = reduce(vector)
    const at = left.findIndex((x) => Math.abs(x) > 1e-9)
    if (at >= 0) pivots.push({ at, row: left.map((x) => x / (left[at] ?? 1)) })
  }
  return (vector) => reduce(vector).every((x) => Math.abs(x) < 1e-9)
}

function hide({ rows, measures, by }: Omit<Trial, 'counts'>): FigureRow[] {
  const found = measures.map((id) => findMeasure(id)).filter((measure) => measure !== undefined)
  return suppress(rows, { measures: found, leaves: leavesOf(found, PROGRAM_BOOK), by, book: PROGRAM_BOOK }, LEAST)
}

const hiddenIn = (rows: readonly FigureRow[]) =>
  rows.flatMap((row) => Object.values(row)).filter((cell) => isCell(cell) && cell.none === 'suppressed').length

describe('from a public answer nobody computes a hidden count', () => {
  it.each<[string, string[], number[]]>([
    ['of communes', ['dossiers.received'], [9]],
    ['of communes by field', ['dossiers.received'], [6, 5]],
    ['of communes by field and channel', ['dossiers.received'], [4, 3, 3]],
    ['in a rate alone', ['dossiers.onTimeRate'], [8]],
    ['in a rate beside its parts', ['dossiers.early', 'dossiers.onTime', 'dossiers.late', 'dossiers.onTimeRate'], [7]],
    [
      'in a stock beside its parts and its rate',
      ['dossiers.open', 'dossiers.overdue', 'dossiers.openWithin', 'dossiers.overdueShare'],
      [7],
    ],
    [
      'in two rates and counts by field',
      ['dossiers.early', 'dossiers.late', 'dossiers.onTimeRate', 'dossiers.overdueShare'],
      [4, 4],
    ],
  ])('%s', (_, measures, sizes) => {
    const random = createRandom(measures.length * 100 + sizes.length)
    let hidden = 0
    let naive = 0
    let smalls = 0
    for (let round = 0; round < 60; round++) {
      const drawn = trial(random, measures, sizes)
      const shown = hide(drawn)
      expect({ round, computed: computed(drawn, shown) }).toEqual({ round, computed: [] })
      hidden += hiddenIn(shown)
      smalls += hiddenIn(onlySmall(drawn.rows))
      naive += computed(drawn, onlySmall(drawn.rows)).length
    }
    // Hiding everything would be no answer, though in these tables half of the cells are small or zero.
    expect(hidden).toBeLessThan(4 * smalls)
    // The reader is no fool: hiding small counts alone would not have stopped him.
    expect(naive).toBeGreaterThan(0)
    expect(hidden).toBeGreaterThan(0)
  })

  it('in a wall of a hundred communes by twelve fields, soon enough for a page', () => {
    const drawn = trial(createRandom(7), ['dossiers.received', 'dossiers.onTimeRate', 'dossiers.late'], [100, 12])
    const shown = hide(drawn)
    expect(hiddenIn(shown)).toBeGreaterThan(0)
    expect(hiddenIn(shown)).toBeLessThan(2 * hiddenIn(onlySmall(drawn.rows)))
  })
})

/** The rows with small counts hidden and nothing else. */
function onlySmall(rows: readonly FigureRow[]): FigureRow[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, cell]) => {
        if (!isCell(cell)) return [key, cell]
        const { value, numerator, denominator } = cell
        const parts =
          numerator === undefined || denominator === undefined
            ? [value ?? 0]
            : [numerator, denominator, denominator - numerator]
        return [key, parts.some(small) ? { value: null, none: 'suppressed' as const } : cell]
      }),
    ),
  )
}
