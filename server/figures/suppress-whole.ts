import { type Combination, createSpan } from './span.ts'
import { hideNext } from './suppress-lines.ts'
import { type Knowledge, shownIn } from './suppress-rows.ts'
import type { Quantity } from './suppress-sheet.ts'
import type { Line, Secrets, Table } from './suppress-table.ts'

/** Beyond so many unknown terms only lines and rows are looked at, each by itself. */
const MOST_TERMS = 20_000

/**
 * Looks at rows and lines together: in a table split two ways, or with several measures, sums of sums can give away what
 * no single subtraction does, and a small total that is hidden elsewhere. Hides one more quantity beside each.
 *
 * @returns whether anything was hidden
 */
export function guardWhole(table: Table, secrets: Secrets, knows: Knowledge): boolean {
  const { hidden, bare } = secrets
  if (hidden.size === 0 && table.secretLines.length === 0) return false
  const unknown = createUnknown(table, secrets, knows)
  const sums = table.lines.map((line) => sumUp(line.map(unknown))).filter((sum) => sum.size > 0)
  if (sums.reduce((terms, sum) => terms + sum.size, 0) > MOST_TERMS) return false
  const span = createSpan(sums)
  const isOpen = (line: Line) => span.rest(sumUp(line.map(unknown))).size === 0
  const open = [...[...hidden].map((quantity) => [quantity]), ...table.secretLines].filter((line) => {
    const [first] = line
    return !bare.has(line) && !(line.length === 1 && first && bare.has(first)) && isOpen(line)
  })
  const helped = new Set<Line>()
  for (const line of open) {
    const around = [...linesAround(line, table, secrets)]
    if (around.some((each) => helped.has(each))) continue
    const found =
      around.find((each) => hideNext(each, table, secrets)) ??
      around.find((each) => hideNext(each, table, secrets, true))
    if (found) helped.add(found)
    else for (const each of [line, ...(line.length === 1 ? line : [])]) bare.add(each)
  }
  return open.length > 0
}

/** What is left of a quantity when all that its row shows is taken out of it; the unknowns of each row are its own. */
function createUnknown({ rows }: Table, secrets: Secrets, knows: Knowledge): (quantity: Quantity) => Combination {
  const shown = rows.map((row) => shownIn(row, secrets))
  const rests = new Map<string, Combination>()
  return ({ row, measure, sum }) => {
    const held = rows[row]
    const names = shown[row]
    if (!held || !names || names.includes(measure)) return new Map()
    const key = `${names.join()}|${[...sum].join()}`
    const rest = rests.get(key) ?? knows(held, names).rest(sum)
    rests.set(key, rest)
    return new Map([...rest].map(([id, times]) => [`${row} ${id}`, times]))
  }
}

function sumUp(parts: readonly Combination[]): Combination {
  const [only, ...others] = parts
  return others.length === 0 ? (only ?? new Map()) : new Map(parts.flatMap((part) => [...part]))
}

/** The lines that help to compute a sum, nearest first: through its quantities, then through what is hidden beside them. */
function* linesAround(line: Line, table: Table, { hidden }: Secrets): Generator<Line> {
  const near = new Set(line)
  const seen = new Set<Line>()
  for (const next of near) {
    for (const crossing of table.through(next)) {
      if (seen.has(crossing)) continue
      seen.add(crossing)
      yield crossing
      for (const other of crossing) if (hidden.has(other)) near.add(other)
    }
    for (const other of [...(table.rows[next.row]?.values() ?? [])].flat()) if (hidden.has(other)) near.add(other)
  }
}
