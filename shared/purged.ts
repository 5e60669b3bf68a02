/**
 * How the key of a row begins of which nobody knows any more whom it was about: its time was over and it was purged. Other
 * keys of rows with a code hold no colon.
 */
export const PURGED_KEY = 'purged:'

/** SQL test on a row of that alias: was it purged? */
export function isPurged(alias: string): string {
  return `left(${alias}.key, ${PURGED_KEY.length}) = '${PURGED_KEY}'`
}
