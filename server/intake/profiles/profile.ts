import type { Target } from '../columns.ts'
import type { RawRow } from '../read/raw.ts'
import type { Draft, Extra, Run } from '../run.ts'

/** What is known of a sheet once its header is found. */
export interface SheetShape {
  name: string
  /** Compare keys of the header's columns, parts joined. */
  keys: readonly string[]
  /** Texts above the header, row by row. */
  titles: readonly string[]
  targets: ReadonlySet<Target>
}

/** What a profile says of a whole sheet. */
export interface Frame {
  /** The unit that the sheet reports on, when its rows do not say. */
  unit?: string
  /** Whether that unit's figures include the units below it. */
  covers?: 'own' | 'subtree'
}

/**
 * A known shape of file: what its headers mean beyond the dataset's own words, what a sheet says as a whole, and what can
 * only be said at the end of the file. Adding one is a file here and a line in `list.ts`.
 */
export interface Profile {
  id: string
  dataset: string
  recognises(shape: SheetShape): boolean
  /** Meaning of a header by its compare key and those of all headers; undefined leaves it to the dataset's words. */
  target?(key: string, keys: readonly string[]): Target | null | undefined
  /** Words and numbers that this source writes in a list column: column → word → value. They come before the dataset's own. */
  values?: Readonly<Record<string, Readonly<Record<string, string>>>>
  frame?(shape: SheetShape, run: Run): Frame
  /** A row of the table, a sum of other rows (checked, never stored), or furniture such as signatures. */
  kindOf?(raw: RawRow, at: ReadonlyMap<Target, number>): 'row' | 'aside' | 'skip'
  /** Fills a row from its raw cells before the dataset's own filling. */
  fill?(draft: Draft, text: (target: Target) => string, frame: Frame, run: Run): void
  /** Says whose row it is, once its period is known and before units are looked up. */
  place?(draft: Draft, frame: Frame, run: Run): void
  /** Gives a unit an identity when the tree has none; null leaves it a fault. */
  declare?(name: string, code: string, run: Run, draft: Draft): string | null
  /** Rows wait for the end of the file, where this sees them together and gives back those to store. */
  settle?(drafts: Draft[], run: Run): { drafts: Draft[]; extras: Extra[] }
}
