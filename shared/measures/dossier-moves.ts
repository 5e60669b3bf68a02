import { resolvedRow } from './dossier-counts.ts'
import type { Condition, Count, Measure } from './measure.ts'

const RESET =
  'Quy tắc đếm, mục 2: giữ ngày hẹn đầu tiên từng thấy; hẹn lại không quá 01 lần (ví dụ Quyết định 88/2025 của Lai Châu)'

const count = (spec: Pick<Count, 'id' | 'title' | 'where' | 'better'> & Partial<Count>): Count => ({
  kind: 'count',
  dataset: 'dossiers',
  on: 'finishedOn',
  unitOfMeasure: 'dossiers',
  version: 1,
  validFrom: '2020-10-21',
  source: RESET,
  ...spec,
})

const lateByFirst: Condition = { before: ['firstKnownDueOn', 'finishedOn'] }
const byHabit: Condition = { all: [{ not: { filled: 'firstKnownDueOn' } }, { in: ['noDueOnTime', [true]] }] }

/** What the due dates were before they were moved. Read from all versions of a dossier that counted, never from the last alone. */
export const dossierMoves: readonly Measure[] = [
  count({
    id: 'dossiers.lateFirst',
    title: { vi: 'Quá hạn so với hạn trả lần đầu', en: 'Late against the first due date' },
    where: { all: [resolvedRow, lateByFirst] },
    better: 'lower',
  }),
  count({
    id: 'dossiers.onTimeFirst',
    title: { vi: 'Đúng hạn so với hạn trả lần đầu', en: 'On time by the first due date' },
    where: {
      all: [resolvedRow, { any: [{ all: [{ filled: 'firstKnownDueOn' }, { not: lateByFirst }] }, byHabit] }],
    },
    better: 'higher',
  }),
  {
    kind: 'rate',
    id: 'dossiers.onTimeRateFirst',
    title: { vi: 'Tỷ lệ đúng hạn theo hạn trả lần đầu', en: 'On-time rate by the first due date' },
    short: { vi: 'Đúng hạn lần đầu', en: 'On time, first date' },
    numerator: ['dossiers.onTimeFirst'],
    denominator: ['dossiers.onTimeFirst', 'dossiers.lateFirst'],
    unitOfMeasure: 'fraction',
    better: 'higher',
    minimum: 30,
    version: 1,
    validFrom: '2020-10-21',
    source: `OT-1 by the first due date. ${RESET}`,
  },
  count({
    id: 'dossiers.dueChanged',
    title: { vi: 'Đã giải quyết, từng đổi hạn trả', en: 'Resolved with a moved due date' },
    where: { all: [resolvedRow, { not: { in: ['dueMoves', [0]] } }] },
    better: 'lower',
  }),
  count({
    id: 'dossiers.dueChanges',
    title: { vi: 'Số lần đổi hạn trả', en: 'Moves of due dates' },
    where: resolvedRow,
    adds: 'dueMoves',
    unitOfMeasure: 'number',
    better: 'lower',
  }),
]
