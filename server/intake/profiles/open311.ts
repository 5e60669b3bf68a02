import type { Profile } from './profile.ts'

/**
 * Service requests of Open311 GeoReport v2. It knows two statuses and no moment of the answer: the last change of a closed
 * request is taken for it. A request that no agency has yet is the feed's unit's. Address, description, notes and picture
 * are dropped while reading.
 *
 * @see DOMAIN §4.6
 */
export const open311: Profile = {
  id: 'open311',
  dataset: 'feedback',
  recognises: ({ keys }) => keys.includes('servicerequestid') && keys.includes('requesteddatetime'),
  // The code stands beside its name; alone it is the category.
  target: (key, keys) => (key === 'servicecode' && keys.includes('servicename') ? null : undefined),
  values: { status: { open: 'received', closed: 'answered' } },
  frame: (_shape, run) => (run.request.feed.unit === null ? {} : { unit: run.request.feed.unit }),
  fill({ row }) {
    // Agencies are those of the day of the request.
    row.receivedAt ??= row.submittedAt ?? null
    if (row.status === 'answered') row.answeredAt ??= row.updatedAt ?? null
  },
}
