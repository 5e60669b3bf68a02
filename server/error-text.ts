import type { Words } from '../shared/datasets/dataset.ts'

/** What a refused call says: HTTP status, title in both languages, and (optional) a second sentence with `{places}` of the error's `at`. */
export interface ErrorText {
  status: number
  title: Words
  detail?: Words
  /** How ids that stand in `at` are said in the detail: `{rule}` with `short` → its sentence. */
  values?: Readonly<Record<string, Words>>
}

/** One line of the table. */
export function say(
  status: number,
  vi: string,
  en: string,
  detail?: Words,
  values?: Readonly<Record<string, Words>>,
): ErrorText {
  return { status, title: { vi, en }, ...(detail && { detail }), ...(values && { values }) }
}

/** A sentence in both languages. */
export const words = (vi: string, en: string): Words => ({ vi, en })
