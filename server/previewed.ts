import type { Batch } from '../shared/batch.ts'
import { refusal } from './errors.ts'

/** What an officer agrees to when a batch is made to count. */
export interface Agreement {
  sha256?: string | undefined
  mappingVersion?: string | undefined
  effectSeq?: number | undefined
  dropRejected?: boolean | undefined
  reason?: string | undefined
  replaceSample?: boolean | undefined
}

/** Is it what he looked at? @throws IOC_SHA_MISMATCH, IOC_MAPPING_MOVED (409) */
export function sameAsPreviewed(batch: Batch, { sha256, mappingVersion }: Agreement): void {
  if (batch.file && sha256 !== batch.file.sha256) throw refusal('IOC_SHA_MISMATCH', { sha256: batch.file.sha256 })
  if (mappingVersion !== undefined && mappingVersion !== batch.mappingVersion) throw refusal('IOC_MAPPING_MOVED')
}
