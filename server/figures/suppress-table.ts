import { addUp, groupOf, type Quantity, type Sheet, type SheetRow } from './suppress-sheet.ts'

/** The same quantity in rows that add up to a total. */
export type Line = readonly Quantity[]

/** An answer as somebody sees it who wants to compute what is hidden, with the answers of fewer dimensions at hand. */
export interface Table {
  rows: readonly SheetRow[]
  /** Quantities of which those answers show the sum. */
  lines: readonly Line[]
  /** Quantities of which the sum is a small count, and hidden there: it must not be found here. */
  secretLines: readonly Line[]
  /** The lines through a quantity. */
  through: (quantity: Quantity) => readonly Line[]
}

/** Which quantities must stay unknown, and how small is too small. */
export interface Secrets {
  least: number
  hidden: Set<Quantity>
  /** Nothing is left that could be hidden beside these. */
  bare: Set<Quantity | Line>
}

/** Small enough to point at somebody. */
export function isSmall(value: number, least: number): boolean {
  return value !== 0 && Math.abs(value) < least
}

/** The measures whose cells of a row are hidden. */
export function hiddenMeasures(row: SheetRow | undefined, { hidden }: Pick<Secrets, 'hidden'>): Set<string> {
  const names = new Set<string>()
  for (const [measure, quantities] of row ?? []) if (quantities.some((q) => hidden.has(q))) names.add(measure)
  return names
}

/** What the quantities of a line add up to. */
export function sumOf(line: Line): number {
  return line.reduce((sum, { value }) => sum + value, 0)
}

/** A sheet of totals, with what is hidden in it. */
export interface Total {
  sheet: Sheet
  /** The dimensions over which it adds up. */
  without: readonly string[]
  secrets: Secrets
}

/** The table of an answer, given the totals above it. */
export function createTable(sheet: Sheet, totals: readonly Total[]): Table {
  const lines: Line[] = []
  const secretLines: Line[] = []
  for (const { sheet: above, without, secrets } of totals) {
    const groups = Map.groupBy(sheet.rows.keys(), (r) => groupOf(sheet.keys[r] ?? {}, without))
    for (const [t, row] of above.rows.entries()) {
      const group = groups.get(groupOf(above.keys[t] ?? {}, without)) ?? []
      const hidden = hiddenMeasures(row, secrets)
      for (const [measure, parts] of row)
        for (const [p, part] of parts.entries()) {
          const line = group.flatMap((r) => sheet.rows[r]?.get(measure)?.[p] ?? [])
          if (!hidden.has(measure)) lines.push(line)
          else if (isSmall(part.value, secrets.least)) secretLines.push(line)
        }
    }
  }
  const through = new Map<Quantity, Line[]>()
  for (const line of lines)
    for (const quantity of line) {
      const held = through.get(quantity)
      if (held) held.push(line)
      else through.set(quantity, [line])
    }
  return { rows: sheet.rows, lines, secretLines, through: (quantity) => through.get(quantity) ?? [] }
}

/** Every way to leave out some of the dimensions, those that leave out most first; leaving out none is the last. */
export function waysToAddUp(dimensions: readonly string[]): string[][] {
  const ways: string[][] = [[]]
  for (const name of dimensions) ways.push(...ways.map((way) => [...way, name]))
  return ways.toSorted((a, b) => b.length - a.length)
}

/** The sheet without those dimensions. */
export function sheetWithout(sheet: Sheet, without: readonly string[]): Sheet {
  return without.length === 0 ? sheet : addUp(sheet, without)
}
