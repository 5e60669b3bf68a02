import { type Combination, createSpan, type Span } from './span.ts'
import type { Quantity, SheetRow } from './suppress-sheet.ts'
import { hiddenMeasures, type Secrets, type Table } from './suppress-table.ts'

/** Counts that add up to another by their meaning: each sum is zero. */
const IDENTITIES: readonly Combination[] = [
  { resolved: 1, early: -1, onTime: -1, late: -1, unclassified: -1 },
  { received: 1, receivedOnline: -1, receivedDirect: -1, receivedPost: -1, receivedKiosk: -1 },
  { carriedOver: 1, received: 1, resolved: -1, returned: -1, open: -1 },
].map((sum) => new Map(Object.entries(sum).map(([name, times]) => [`dossiers.${name}`, times])))

/** What follows from the cells of one row that are shown; the same for all rows that show the same measures. */
export type Knowledge = (row: SheetRow, shown: readonly string[]) => Span

/** Remembers what follows from each set of shown measures. */
export function createKnowledge({ rows }: Table): Knowledge {
  const counts = new Set(rows.flatMap((row) => [...row.values()].flat().flatMap(({ sum }) => [...sum.keys()])))
  // A whole with a part that nobody asked about tells nothing about the others.
  const identities = IDENTITIES.filter((sum) => [...sum.keys()].every((id) => counts.has(id)))
  const spans = new Map<string, Span>()
  return (row, shown) => {
    const key = shown.join()
    const held = spans.get(key)
    if (held) return held
    const span = createSpan([...identities, ...shown.flatMap((id) => (row.get(id) ?? []).map(({ sum }) => sum))])
    spans.set(key, span)
    return span
  }
}

/** The measures of a row whose cells are shown. */
export function shownIn(row: SheetRow, secrets: Secrets): string[] {
  const hidden = hiddenMeasures(row, secrets)
  return [...row.keys()].filter((id) => !hidden.has(id))
}

/**
 * In each row, hides rates and sums (and, where that is not enough, the smallest counts) from which a hidden count could
 * be computed: a rate beside its parts, a sum beside its parts.
 *
 * @returns whether anything was hidden
 */
export function guardRows({ rows }: Table, secrets: Secrets, knows: Knowledge): boolean {
  let moved = false
  for (const row of rows)
    for (let open = openIn(row, secrets, knows); open; open = openIn(row, secrets, knows)) {
      hideBeside(open, row, secrets, knows)
      moved = true
    }
  return moved
}

function openIn(row: SheetRow, secrets: Secrets, knows: Knowledge): Quantity | undefined {
  const { hidden, bare } = secrets
  const secret = [...row.values()].flat().filter((quantity) => hidden.has(quantity) && !bare.has(quantity))
  if (secret.length === 0) return undefined
  const known = knows(row, shownIn(row, secrets))
  return secret.find(({ sum }) => known.rest(sum).size === 0)
}

/** Hides the cell that helps most to compute an open quantity. */
function hideBeside(open: Quantity, row: SheetRow, secrets: Secrets, knows: Knowledge): void {
  const { hidden, bare } = secrets
  const shown = shownIn(row, secrets)
  const without = (id: string) =>
    knows(
      row,
      shown.filter((other) => other !== id),
    )
  const telling = shown.filter((id) => row.get(id)?.some(({ value }) => value !== 0)).toSorted(byWorth(row))
  const found =
    telling.find((id) => without(id).rest(open.sum).size > 0) ?? telling.find((id) => sharesWith(row.get(id), open))
  const quantities = found === undefined ? [] : (row.get(found) ?? [])
  if (found === undefined) bare.add(open)
  const lost = quantities.filter(({ sum }) => found !== undefined && without(found).rest(sum).size > 0)
  for (const quantity of lost) hidden.add(quantity)
  if (lost.length > 0) return
  // Every part of it can still be computed: hiding the cell is one step of several.
  for (const quantity of quantities) {
    hidden.add(quantity)
    bare.add(quantity)
  }
}

/** What is made of other figures is missed least, then small counts. */
function byWorth(row: SheetRow): (a: string, b: string) => number {
  const made = (id: string) => {
    const quantities = row.get(id) ?? []
    return quantities.length > 1 || quantities.some(({ sum }) => sum.size > 1) ? 0 : 1
  }
  const size = (id: string) => Math.max(0, ...(row.get(id) ?? []).map(({ value }) => Math.abs(value)))
  return (a, b) => made(a) - made(b) || size(a) - size(b)
}

function sharesWith(quantities: readonly Quantity[] | undefined, { sum }: Quantity): boolean {
  return quantities?.some((quantity) => [...sum.keys()].some((id) => quantity.sum.has(id))) ?? false
}
