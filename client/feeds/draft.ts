import type { UnitItem } from '../../shared/api.ts'
import { isCalendarPeriod } from '../../shared/period.ts'
import type { UploadTarget } from '../api/upload.ts'
import type { Pasted } from './sending/pasted.ts'

/** Stands for a feed that is registered by this delivery. */
export const NEW_FEED = '+'

/** A delivery as far as it is filled in. */
export interface Draft {
  /** Sent one after the other. */
  files: readonly File[]
  /** What was pasted, where the file is made of it. */
  pasted: Pasted | null
  dataset: string
  /** Id of a registered feed, `NEW_FEED`, or empty. */
  feed: string
  newFeed: string
  unit: UnitItem | null
  period: string
  /** Local time, `YYYY-MM-DDTHH:MM`; empty = when it is sent. */
  extracted: string
}

/** What keeps a draft from being sent, by field, as keys of words. */
export type DraftFaults = {
  [Field in 'file' | 'dataset' | 'feed' | 'newFeed' | 'period']?:
    | 'feeds.form.needFile'
    | 'feeds.form.needDataset'
    | 'feeds.form.needFeed'
    | 'feeds.form.badFeed'
    | 'feeds.form.periodBad'
}

/** A draft of which only the dataset may be known. */
export function emptyDraft(dataset: string): Draft {
  return { files: [], pasted: null, dataset, feed: '', newFeed: '', unit: null, period: '', extracted: '' }
}

/** What is missing or written wrongly. */
export function faultsOf({ files, dataset, feed, newFeed, period }: Draft): DraftFaults {
  const isBadId = feed === NEW_FEED && newFeed !== '' && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(newFeed)
  return {
    ...(files.length === 0 && { file: 'feeds.form.needFile' as const }),
    ...(!dataset && { dataset: 'feeds.form.needDataset' as const }),
    ...(!feed && { feed: 'feeds.form.needFeed' as const }),
    ...(feed === NEW_FEED && newFeed === '' && { newFeed: 'feeds.form.needFeed' as const }),
    ...(isBadId && { newFeed: 'feeds.form.badFeed' as const }),
    ...(period && !isCalendarPeriod(period) && { period: 'feeds.form.periodBad' as const }),
  }
}

/** Where a complete draft goes. The unit is only told where the feed is new: it is fixed from then on. */
export function targetOf({ dataset, feed, newFeed, unit, period, extracted }: Draft): UploadTarget {
  const isNew = feed === NEW_FEED
  return {
    dataset,
    feed: isNew ? newFeed : feed,
    ...(isNew && unit && { unit: unit.id }),
    ...(period && { period }),
    ...(extracted && { extractedAt: `${extracted}:00+07:00` }),
  }
}
