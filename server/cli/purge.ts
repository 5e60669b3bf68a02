import { Failed, n, post } from './call.ts'

/** `purge DATASET BEFORE REASON`. */
export async function purge(dataset?: string, before?: string, ...reason: string[]): Promise<void> {
  if (dataset === undefined || before === undefined || reason.length === 0)
    throw new Failed('npm run ioc -- purge DATASET BEFORE REASON')
  const { answer } = await post<{ seq: number; rows: number; codes: number }>('/api/v1/purges', {
    dataset,
    before,
    reason: reason.join(' '),
  })
  console.log(`Seq ${n(answer.seq)}: ${n(answer.rows)} rows of ${dataset} purged, ${n(answer.codes)} codes deleted.`)
}
