import { REFUSED_OR_NEW, RESOLVED } from '../datasets/dossiers.ts'
import type { Condition, Measure } from './measure.ts'

/** Until this day the versions below counted in programs of this name. */
const REPLACED = '2026-11-22'

const resolvedRow: Condition = { all: [{ in: ['status', RESOLVED] }, { filled: 'finishedOn' }] }
const count = {
  kind: 'count',
  dataset: 'dossiers',
  on: 'finishedOn',
  unitOfMeasure: 'dossiers',
  version: 1,
  validFrom: '2020-10-21',
  supersededOn: REPLACED,
} as const
const rate = {
  kind: 'rate',
  unitOfMeasure: 'fraction',
  better: 'higher',
  minimum: 30,
  version: 1,
  validFrom: '2020-10-21',
  supersededOn: REPLACED,
} as const

/** Earlier versions of measures, as they were: a replay at a seq of their time is computed by them. Nothing here is ever changed. */
export const SUPERSEDED: readonly Measure[] = [
  {
    ...count,
    id: 'dossiers.received',
    title: { vi: 'Hồ sơ tiếp nhận trong kỳ', en: 'Dossiers received' },
    short: { vi: 'Tiếp nhận', en: 'Received' },
    on: 'receivedOn',
    where: { not: { in: ['status', REFUSED_OR_NEW] } },
    better: 'neither',
    source: 'Biểu II.06, Thông tư 01/2020/TT-VPCP ngày 21/10/2020',
    reports: { sum: ['receivedOnline', 'receivedDirect'], else: { sum: ['received'], minus: ['carriedOver'] } },
  },
  {
    ...count,
    id: 'dossiers.onTime',
    title: { vi: 'Giải quyết đúng hạn', en: 'Resolved on the due day' },
    where: { all: [resolvedRow, { filled: 'dueOn' }, { sameDay: ['finishedOn', 'dueOn'] }] },
    better: 'higher',
    source: 'Quy tắc đếm, mục 1: so ngày với ngày, không so giờ',
    reports: { sum: ['onTime'] },
  },
  {
    ...count,
    id: 'dossiers.unclassified',
    title: { vi: 'Không có hạn trả', en: 'Resolved without a due date' },
    where: { all: [resolvedRow, { not: { filled: 'dueOn' } }] },
    better: 'lower',
    source: 'Quy tắc đếm, mục 2: không có hạn trả là ô riêng',
    reports: { sum: ['resolved'], minus: ['early', 'onTime', 'late'] },
  },
  {
    ...rate,
    id: 'dossiers.onTimeRateOT3',
    title: { vi: 'Đúng hạn trên phải giải quyết (OT-3)', en: 'On time of all received (OT-3)' },
    numerator: ['dossiers.early', 'dossiers.onTime'],
    denominator: ['dossiers.received'],
    source: 'OT-3, Quy tắc đếm, mục 3',
  },
  {
    ...rate,
    id: 'dossiers.resolutionRate',
    title: { vi: 'Tỷ lệ giải quyết', en: 'Resolution rate' },
    numerator: ['dossiers.resolved'],
    denominator: ['dossiers.resolved', 'dossiers.returned', 'dossiers.open'],
    source:
      'Quy tắc đếm, mục 3: đã giải quyết / (kỳ trước + trong kỳ), tính qua đã giải quyết + trả lại + đang giải quyết',
  },
]
