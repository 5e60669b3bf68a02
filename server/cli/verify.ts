import type { Verification } from '../../shared/verification.ts'
import { n, post } from './call.ts'

/** `verify`: recounts every rollup from the rows. */
export async function verify(): Promise<void> {
  const { answer } = await post<Verification>('/api/v1/verification', {})
  const { seq, counters, cells, rows, tookMs, differences, faults } = answer
  console.log(
    `At seq ${n(seq)}: ${n(cells)} cells of ${counters} counters recounted from ${n(rows)} rows in ${(tookMs / 1000).toFixed(1)} s.`,
  )
  for (const { counter, unit, day, held, recounted } of differences)
    console.log(`  differs: ${counter}, unit ${unit || '(none)'}, ${day}: held ${n(held)}, recounted ${n(recounted)}`)
  for (const fault of faults) console.log(`  fault: ${fault}`)
  if (differences.length + faults.length > 0) process.exitCode = 1
  else console.log('Every figure follows from its rows.')
}
