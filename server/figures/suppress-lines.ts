import type { Quantity } from './suppress-sheet.ts'
import { hiddenMeasures, isSmall, type Line, type Secrets, sumOf, type Table } from './suppress-table.ts'

/**
 * Along each line whose sum is shown elsewhere, hides the next smallest quantity that is not zero until what is hidden
 * there can be split in more than one way: never one alone, never all of them 1, never all as large as a small count can be.
 *
 * @returns whether anything was hidden
 */
export function guardLines(table: Table, secrets: Secrets): boolean {
  let moved = false
  for (const line of table.lines) {
    while (isOpen(line, secrets) && hideNext(line, table, secrets)) moved = true
    const [alone, ...others] = line.filter((quantity) => secrets.hidden.has(quantity))
    if (alone && others.length === 0) secrets.bare.add(alone)
  }
  return moved
}

function isOpen(line: Line, { hidden, least }: Secrets): boolean {
  const secret = line.filter((quantity) => hidden.has(quantity))
  if (secret.length === 0) return false
  const sum = sumOf(secret)
  const most = secret.every(({ value }) => isSmall(value, least)) ? (least - 1) * secret.length : Infinity
  return secret.length === 1 || sum <= secret.length || sum >= most
}

/**
 * Hides the next quantity of a line: of a cell or row where something is hidden already, else the smallest.
 *
 * @param zeros - take a zero where nothing else is left
 */
export function hideNext(line: Line, table: Table, secrets: Secrets, zeros = false): boolean {
  const { hidden } = secrets
  const open = line.filter((quantity) => !hidden.has(quantity) && (zeros || quantity.value !== 0))
  const cost = ({ row, measure }: Quantity) => {
    const already = hiddenMeasures(table.rows[row], secrets)
    return already.has(measure) ? 0 : already.size > 0 ? 1 : 2
  }
  const [next] = open
    .map((quantity) => ({ quantity, cost: cost(quantity) }))
    .toSorted((a, b) => a.cost - b.cost || a.quantity.value - b.quantity.value)
  if (next) hidden.add(next.quantity)
  return next !== undefined
}
