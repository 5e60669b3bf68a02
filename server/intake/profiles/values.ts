import type { Column } from '../../../shared/datasets/dataset.ts'
import { compareKey } from '../words.ts'

/**
 * A list column as one source writes it: its own words and numbers come before the dataset's, which keep all others. What
 * two sources mean by one number differs: applicant type 1 is a citizen here and an enterprise there (DOMAIN §3.4).
 */
export function withValues(column: Column, values: Readonly<Record<string, string>> | undefined): Column {
  if (values === undefined) return column
  const own = new Map(Object.entries(values).map(([word, value]) => [compareKey(word), { word, value }]))
  const names = new Set([...Object.keys(column.choices ?? {}), ...Object.values(values)])
  const choices = Object.fromEntries(
    [...names].map((name) => {
      const kept = (column.choices?.[name] ?? []).filter((word) => !own.has(compareKey(word)))
      const said = [...own.values()].filter(({ value }) => value === name).map(({ word }) => word)
      return [name, [...kept, ...said]]
    }),
  )
  return { ...column, choices }
}
