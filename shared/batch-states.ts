/** The life of a delivery. Nothing before `committed` counts. */
export const BATCH_STATES = [
  'receiving',
  'checking',
  'asking',
  'ready',
  'refused',
  'approving',
  'committed',
  'withdrawn',
  'discarded',
] as const
export type BatchState = (typeof BATCH_STATES)[number]
