import { type Combination, createSpan } from './span.ts'
import { hideNext } from './suppress-lines.ts'
import { IDENTITIES } from './suppress-rows.ts'
import { hiddenMeasures, isSmall, type Line, type Quantity, type Secrets, sumOf, type Table } from './suppress-table.ts'

/** Beyond so many equations only lines and rows are looked at, each by itself. */
const MOST_EQUATIONS = 4000

/**
 * Looks at rows and lines together: in a table split two ways, or with several measures, sums of sums can give away what
 * no single subtraction does. Hides one more quantity beside each that could be computed.
 *
 * @returns whether anything was hidden
 */
export function guardWhole(table: Table, secrets: Secrets): boolean {
  const { hidden, bare, least } = secrets
  const secret = [...hidden].filter((quantity) => !bare.has(quantity))
  if (secret.length === 0) return false
  const veiled = new Map<number, ReadonlySet<string>>()
  for (const { row } of hidden) if (!veiled.has(row)) veiled.set(row, hiddenMeasures(table, secrets, row))
  const lines = table.lines.filter((line) => line.some(({ row }) => veiled.has(row)) && !isSmall(sumOf(line), least))
  const told = [...veiled].flatMap(([row, measures]) => toldBy(table, row, measures))
  if (told.length + lines.length > MOST_EQUATIONS) return false
  const span = createSpan(told)
  for (const line of lines) span.add(unknownOf(line, veiled))
  const open = secret.filter((quantity) => span.has(inRow(quantity.sum, quantity.row)))
  const helped = new Set<Line>()
  for (const quantity of open) {
    if (table.through(quantity).some((line) => helped.has(line))) continue
    const around = [...linesAround(quantity, table, secrets)]
    const line =
      around.find((each) => hideNext(each, table, secrets)) ??
      around.find((each) => hideNext(each, table, secrets, true))
    if (line) helped.add(line)
    else bare.add(quantity)
  }
  return open.length > 0
}

/** The lines that help to compute a quantity, nearest first: through it, then through what is hidden beside it. */
function* linesAround(quantity: Quantity, table: Table, { hidden }: Secrets): Generator<Line> {
  const near = new Set([quantity])
  const seen = new Set<Line>()
  for (const next of near) {
    for (const line of table.through(next)) {
      if (seen.has(line)) continue
      seen.add(line)
      yield line
      for (const other of line) if (hidden.has(other)) near.add(other)
    }
    for (const other of [...(table.rows[next.row]?.values() ?? [])].flat()) if (hidden.has(other)) near.add(other)
  }
}

/** What a row with hidden cells still says. */
function toldBy({ rows }: Table, row: number, hidden: ReadonlySet<string>): Combination[] {
  const shown = [...(rows[row] ?? [])].filter(([measure]) => !hidden.has(measure)).flatMap(([, parts]) => parts)
  return [...IDENTITIES, ...shown.map(({ sum }) => sum)].map((sum) => inRow(sum, row))
}

/** A line less the rows in which nothing is hidden. */
function unknownOf(line: Line, veiled: ReadonlyMap<number, unknown>): Combination {
  return new Map(line.filter(({ row }) => veiled.has(row)).flatMap(({ sum, row }) => [...inRow(sum, row)]))
}

function inRow(sum: Combination, row: number): Combination {
  return new Map([...sum].map(([id, times]) => [`${row} ${id}`, times]))
}
