import { type Combination, createSpan, type Span } from './span.ts'
import { hiddenMeasures, type Quantity, type Secrets, type Table } from './suppress-table.ts'

/** Counts that add up to another by their meaning: each sum is zero. */
export const IDENTITIES: readonly Combination[] = [
  { resolved: 1, early: -1, onTime: -1, late: -1, unclassified: -1 },
  { received: 1, receivedOnline: -1, receivedDirect: -1, receivedPost: -1, receivedKiosk: -1 },
  { carriedOver: 1, received: 1, resolved: -1, returned: -1, open: -1 },
].map((sum) => new Map(Object.entries(sum).map(([name, times]) => [`dossiers.${name}`, times])))

/**
 * In each row, hides rates and sums (and, where that is not enough, the smallest counts) from which a hidden count could
 * be computed: a rate beside its parts, a sum beside its parts.
 *
 * @returns whether anything was hidden
 */
export function guardRows(table: Table, secrets: Secrets): boolean {
  const spans = new Map<string, Span>()
  const spanOf = (row: ReadonlyMap<string, readonly Quantity[]>, shown: readonly string[]): Span => {
    const key = shown.join()
    const span =
      spans.get(key) ??
      createSpan([...IDENTITIES, ...shown.flatMap((id) => (row.get(id) ?? []).map((quantity) => quantity.sum))])
    spans.set(key, span)
    return span
  }
  let moved = false
  for (const [r, row] of table.rows.entries())
    for (let more = true; more; ) {
      const hiddenHere = hiddenMeasures(table, secrets, r)
      const shown = [...row.keys()].filter((id) => !hiddenHere.has(id))
      const open = openOf(row, secrets, spanOf(row, shown))
      more = open !== undefined && hideBeside(open, row, shown, secrets, (ids) => spanOf(row, ids))
      moved ||= more
    }
  return moved
}

function openOf(row: ReadonlyMap<string, readonly Quantity[]>, { hidden, bare }: Secrets, known: Span) {
  const quantities = [...row.values()].flat()
  return quantities.find((quantity) => hidden.has(quantity) && !bare.has(quantity) && known.has(quantity.sum))
}

/** Hides the cell that helps most to compute an open quantity. */
function hideBeside(
  open: Quantity,
  row: ReadonlyMap<string, readonly Quantity[]>,
  shown: readonly string[],
  { hidden, bare }: Secrets,
  spanOf: (ids: readonly string[]) => Span,
): boolean {
  const telling = shown.filter((id) => row.get(id)?.some(({ value }) => value !== 0)).toSorted(byWorth(row))
  const without = (id: string) => spanOf(shown.filter((other) => other !== id))
  const found = telling.find((id) => !without(id).has(open.sum)) ?? telling.find((id) => sharesWith(row.get(id), open))
  if (found === undefined) {
    bare.add(open)
    return true
  }
  const left = without(found)
  const lost = (row.get(found) ?? []).filter((quantity) => !left.has(quantity.sum))
  // Where every part can still be computed, hiding the cell is one step of several.
  for (const quantity of lost.length > 0 ? lost : (row.get(found) ?? [])) {
    hidden.add(quantity)
    if (lost.length === 0) bare.add(quantity)
  }
  return true
}

/** What is made of other figures is missed least, then small counts. */
function byWorth(row: ReadonlyMap<string, readonly Quantity[]>): (a: string, b: string) => number {
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
