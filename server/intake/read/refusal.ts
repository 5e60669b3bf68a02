import type { Words } from '../../../shared/datasets/dataset.ts'

/** What is said about a file that cannot be read: the fault, and what the officer can do. `{places}` are the params of the error. */
export interface Refusal {
  status: 413 | 415 | 422
  title: Words
  detail: Words
}

/** One line of the tables: fault and cure, in both languages. */
export function refuseWith(
  status: Refusal['status'],
  vi: readonly [fault: string, cure: string],
  en: readonly [fault: string, cure: string],
): Refusal {
  return { status, title: { vi: vi[0], en: en[0] }, detail: { vi: vi[1], en: en[1] } }
}
