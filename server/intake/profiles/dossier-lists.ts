import type { Profile } from './profile.ts'

/** The list of dossiers as one-stop systems print it, with columns about persons that are dropped while reading. @see DOMAIN §3.6 "Dossier list" */
export const oneStopList: Profile = {
  id: 'one-stop-list',
  dataset: 'dossiers',
  recognises: ({ keys, targets }) =>
    ['code', 'procedureName', 'receivedAt', 'status'].every((target) => targets.has(target)) &&
    keys.includes('chuhoso') &&
    keys.includes('nguoitiepnhan'),
}

/**
 * The list that a settlement system serves to an operations centre. Its applicants are numbered from 0.
 *
 * @see DOMAIN §3.4 (applicant types of two systems contradict one another), §3.5 "a dossier list"
 */
export const settlementList: Profile = {
  id: 'settlement-list',
  dataset: 'dossiers',
  recognises: ({ keys }) => keys.includes('trangthaihosoid') && keys.includes('madinhdanh'),
  values: { applicantType: { '0': 'citizen', '1': 'business', '2': 'household' } },
}

/**
 * Messages that synchronise dossiers, as an open-source one-stop system writes them: its statuses are words, its applicants
 * are numbered from 1, its moments have no separators.
 *
 * @see DOMAIN §3.2 (words of the one-stop system), §3.4, §3.5 (fields on the wire)
 */
export const wireDossiers: Profile = {
  id: 'dossier-messages',
  dataset: 'dossiers',
  recognises: ({ keys }) =>
    keys.includes('mahoso') && keys.includes('mathutuchanhchinh') && keys.includes('trangthaihoso'),
  values: {
    status: {
      receiving: '1',
      new: '2',
      denied: '3',
      processing: '4',
      waiting: '5',
      paying: '6',
      cancelled: '7',
      unresolved: '8',
      releasing: '9',
      done: '10',
    },
    applicantType: { '1': 'citizen', '2': 'business' },
  },
}
