import { toDossier, toDossierText } from '../../fixtures/bad/bad-file.ts'

/** Xã Đông Thái, An Giang. */
const UNIT = 'area:31006'

/**
 * Three dossiers of November 2026: one early, one on its day, one three days late. On time by OT-1: 2 of 3.
 */
export const THREE = [
  dossier('H01-261102-0001', '2026-11-02', '2026-11-06', '2026-11-04'),
  dossier('H01-261103-0002', '2026-11-03', '2026-11-09', '2026-11-09'),
  dossier('H01-261104-0003', '2026-11-04', '2026-11-10', '2026-11-13'),
]

/** One more, finished early. */
export const FOURTH = dossier('H01-261105-0004', '2026-11-05', '2026-11-12', '2026-11-10')
export const FIFTH = dossier('H01-261106-0005', '2026-11-06', '2026-11-13', '2026-11-11')

/** A dossier that is still open. */
export function openDossier(code: string, receivedOn: string, dueOn: string): Record<string, unknown> {
  return { ...dossier(code, receivedOn, dueOn, null), status: '4' }
}

function dossier(code: string, receivedOn: string, dueOn: string, finishedOn: string | null): Record<string, unknown> {
  return {
    code,
    receivingUnit: UNIT,
    resolvingUnit: UNIT,
    receivedAt: `${receivedOn}T08:00:00+07:00`,
    dueAt: `${dueOn}T17:00:00+07:00`,
    finishedAt: finishedOn === null ? null : `${finishedOn}T10:00:00+07:00`,
    status: '10',
  }
}

const line = (code: string, unit: string) =>
  toDossier({
    'Mã hồ sơ': code,
    'Đơn vị tiếp nhận': unit,
    'Đơn vị giải quyết': unit,
    'Ngày tiếp nhận': '06/11/2026',
    'Ngày hẹn trả': '13/11/2026',
    'Ngày kết thúc xử lý': '12/11/2026',
  })

/** Two dossiers as a portal exports them, both finished a day before they were due; the second one's unit is no unit. */
export const FAULTY = Buffer.from(
  toDossierText(line('H01-261106-0011', 'UBND xã Đông Thái'), line('H01-261106-0012', 'Phường 7')),
)
/** The same two, corrected. */
export const CORRECTED = Buffer.from(
  toDossierText(line('H01-261106-0011', 'UBND xã Đông Thái'), line('H01-261106-0012', 'UBND xã Đông Thái')),
)
