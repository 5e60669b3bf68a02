import { TIME_DIMENSIONS } from '../query.ts'
import type { Dataset } from './dataset.ts'

/** What a question about these datasets may be split by: what every one of them has, the unit, and time. */
export function dimensionsOf(datasets: readonly Dataset[]): string[] {
  const [first, ...others] = datasets.map((dataset) => Object.keys(dataset.dimensions))
  const shared = (first ?? []).filter((name) => others.every((names) => names.includes(name)))
  return ['unit', ...shared, ...TIME_DIMENSIONS]
}
