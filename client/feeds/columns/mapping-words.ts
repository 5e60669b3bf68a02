import type { Batch } from '../../../shared/batch.ts'
import { findDataset } from '../../../shared/datasets/list.ts'
import type { Locale } from '../../format/locale.ts'
import type { useWords } from '../../i18n/provider.tsx'

type Sheet = Batch['mapping'][number]

/** One column of a sheet as it was read. */
export type SheetColumn = Sheet['columns'][number]

/** Sheets that were read in the same way, told once. */
export interface SheetGroup {
  sheet: Sheet
  others: Sheet[]
}

/** Sheets with equal columns and an equal fate stand together. */
export function groupSheets(mapping: readonly Sheet[]): SheetGroup[] {
  const groups = Map.groupBy(mapping, ({ columns, skipped, period }) => JSON.stringify([columns, skipped, period]))
  return [...groups.values()].flatMap(([sheet, ...others]) => (sheet ? [{ sheet, others }] : []))
}

const PROFILES = [
  'form-ii06',
  'unit-summary',
  'index-766-export',
  'la-regions',
  'la-councils',
  'one-stop-list',
  'settlement-list',
  'dossier-messages',
  'settlement-units',
  'agency-counts',
  'opencps-statistics',
  'open311',
] as const

/** The kind of file that was recognised, in words; its id where the page has none. */
export function profileTitle(id: string, words: ReturnType<typeof useWords>): string {
  const known = PROFILES.find((profile) => profile === id)
  return known ? words(`delivery.columns.profiles.${known}`) : id
}

const PARTS = { '#month': 'month', '#quarter': 'quarter', '#year': 'year', '#period': 'periodCell' } as const

/** What a header was read as, in words: `receivedAt` → "Ngày tiếp nhận", `unit#code` → "Đơn vị (mã)". */
export function columnTitle(
  column: string,
  dataset: string,
  locale: Locale,
  words: ReturnType<typeof useWords>,
): string {
  if (column in PARTS) return words(`delivery.columns.${PARTS[column as keyof typeof PARTS]}`)
  const [name = '', part] = column.split('#')
  const title = findDataset(dataset)?.columns.find((known) => known.name === name)?.title[locale] ?? name
  return part === 'code' ? words('delivery.columns.codeOf', { title }) : title
}
