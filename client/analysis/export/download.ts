import { foldAccents } from '../../../shared/units.ts'

/** Saves a text as a CSV file of the browser. */
export function downloadCsv(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads the address after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A file name that every system takes: `ty-le-giai-quyet-dung-han_tinh-an-giang_2026-11-01_2026-11-30.csv`. */
export function csvName(...parts: readonly string[]): string {
  return `${parts
    .map((part) =>
      foldAccents(part)
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
        .slice(0, 60),
    )
    .join('_')}.csv`
}
