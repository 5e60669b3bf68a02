import { PAUSED, REFUSED_OR_NEW, RESOLVED, WITHDRAWN } from '../datasets/dossiers.ts'
import type { Condition, Count, Measure, Stock } from './measure.ts'

const base = { dataset: 'dossiers', unitOfMeasure: 'dossiers', version: 1, validFrom: '2020-10-21' } as const
const FORM = 'Biểu II.06, Thông tư 01/2020/TT-VPCP ngày 21/10/2020'
const RULES = 'Quy tắc đếm, mục 1: so ngày với ngày, không so giờ'

const accepted: Condition = { not: { in: ['status', REFUSED_OR_NEW] } }
/** A dossier whose handling ended, on the day of `finishedOn`. */
export const resolvedRow: Condition = { all: [{ in: ['status', RESOLVED] }, { filled: 'finishedOn' }] }
/** Resolved with a due date, and one of early, on time, late. */
export const split = (condition: Condition): Condition => ({ all: [resolvedRow, { filled: 'dueOn' }, condition] })

/** Without a due date, from a feed whose system counts that as on time (`Feed.noDueDate`); decided when the row came in. */
const byHabit: Condition = { in: ['noDueOnTime', [true]] }

const count = (spec: Pick<Count, 'id' | 'title' | 'on' | 'where' | 'better' | 'source'> & Partial<Count>): Count => ({
  ...base,
  kind: 'count',
  ...spec,
})
const stock = (
  spec: Pick<Stock, 'id' | 'title' | 'enters' | 'leaves' | 'better' | 'source'> & Partial<Stock>,
): Stock => ({ ...base, kind: 'stock', where: accepted, ...spec })

/** New in the period; a dossier refused or only registered is none. */
const received = count({
  id: 'dossiers.received',
  title: { vi: 'Hồ sơ tiếp nhận trong kỳ', en: 'Dossiers received' },
  short: { vi: 'Tiếp nhận', en: 'Received' },
  on: 'receivedOn',
  where: accepted,
  better: 'neither',
  source: FORM,
  version: 2,
  // The form has post within its direct column; systems that tell post apart print it beside.
  reports: {
    sum: ['receivedOnline', 'receivedDirect', 'receivedPost'],
    else: {
      sum: ['receivedOnline', 'receivedDirect'],
      else: { sum: ['received'], minus: ['carriedOver'] },
    },
  },
})

const receivedBy = (channel: string, vi: string, en: string, reports?: Count['reports']): Count =>
  count({
    id: `dossiers.received${channel[0]?.toUpperCase()}${channel.slice(1)}`,
    title: { vi, en },
    on: 'receivedOn',
    where: { all: [accepted, { in: ['channel', [channel]] }] },
    better: 'neither',
    source: FORM,
    ...(reports && { reports }),
  })

/** Of a full-process service and filed online: what the decree means by done online from end to end, as far as receipt shows it. */
const receivedFull = count({
  id: 'dossiers.receivedFull',
  title: { vi: 'Tiếp nhận trực tuyến toàn trình', en: 'Received online, full process' },
  on: 'receivedOn',
  where: { all: [accepted, { in: ['serviceLevel', ['full']] }, { in: ['channel', ['online']] }] },
  better: 'higher',
  source: 'Nghị định 42/2022/NĐ-CP ngày 24/6/2022, điều 11',
})

const resolved = count({
  id: 'dossiers.resolved',
  title: { vi: 'Hồ sơ đã giải quyết', en: 'Dossiers resolved' },
  short: { vi: 'Đã giải quyết', en: 'Resolved' },
  on: 'finishedOn',
  where: resolvedRow,
  better: 'neither',
  source: FORM,
  reports: { sum: ['resolved'] },
})
const early = count({
  id: 'dossiers.early',
  title: { vi: 'Giải quyết trước hạn', en: 'Resolved early' },
  on: 'finishedOn',
  where: split({ before: ['finishedOn', 'dueOn'] }),
  better: 'higher',
  source: RULES,
  reports: { sum: ['early'] },
})
/** A result without a due date is on time where the feed's switch copies a source system that counts it so. */
const onTime = count({
  id: 'dossiers.onTime',
  title: { vi: 'Giải quyết đúng hạn', en: 'Resolved on the due day' },
  on: 'finishedOn',
  where: { all: [resolvedRow, { any: [{ sameDay: ['finishedOn', 'dueOn'] }, byHabit] }] },
  better: 'higher',
  source: RULES,
  version: 2,
  reports: { sum: ['onTime'] },
})
const late = count({
  id: 'dossiers.late',
  title: { vi: 'Giải quyết quá hạn', en: 'Resolved late' },
  on: 'finishedOn',
  where: split({ before: ['dueOn', 'finishedOn'] }),
  better: 'lower',
  source: RULES,
  reports: { sum: ['late'] },
})
/** Resolved without a due date: its own bucket, never counted as on time. */
const unclassified = count({
  id: 'dossiers.unclassified',
  title: { vi: 'Không có hạn trả', en: 'Resolved without a due date' },
  on: 'finishedOn',
  where: { all: [resolvedRow, { not: { filled: 'dueOn' } }, { not: byHabit }] },
  better: 'lower',
  source: 'Quy tắc đếm, mục 2: không có hạn trả là ô riêng; từng nguồn có thể theo thói quen của hệ thống gốc',
  version: 2,
  reports: { sum: ['resolved'], minus: ['early', 'onTime', 'late'] },
})
const returned = count({
  id: 'dossiers.returned',
  title: { vi: 'Trả lại, rút hồ sơ', en: 'Returned or withdrawn' },
  on: 'leftOn',
  where: { in: ['status', [WITHDRAWN]] },
  better: 'neither',
  source: RULES,
  reports: { sum: ['returned'] },
})
/** Dossiers whose promised day lies in the period, whatever became of them. */
const due = count({
  id: 'dossiers.due',
  title: { vi: 'Hồ sơ đến hạn', en: 'Dossiers due' },
  short: { vi: 'Đến hạn', en: 'Due' },
  on: 'dueOn',
  where: accepted,
  better: 'neither',
  source: RULES,
})
const dueOpen = count({
  id: 'dossiers.dueOpen',
  title: { vi: 'Đến hạn, chưa giải quyết', en: 'Due and still open' },
  on: 'dueOn',
  where: { all: [accepted, { not: { filled: 'leftOn' } }, { not: { in: ['status', PAUSED] } }] },
  better: 'lower',
  source: RULES,
})

const open = stock({
  id: 'dossiers.open',
  title: { vi: 'Hồ sơ đang giải quyết', en: 'Dossiers in progress' },
  short: { vi: 'Đang giải quyết', en: 'In progress' },
  enters: 'receivedOn',
  leaves: 'leftOn',
  better: 'lower',
  source: FORM,
  reports: { sum: ['open'] },
})
/** Box 6 of the form: what the period begins with. */
const carriedOver = stock({
  id: 'dossiers.carriedOver',
  title: { vi: 'Hồ sơ từ kỳ trước chuyển sang', en: 'Dossiers carried over' },
  short: { vi: 'Kỳ trước chuyển sang', en: 'Carried over' },
  at: 'start',
  enters: 'receivedOn',
  leaves: 'leftOn',
  better: 'neither',
  source: FORM,
  reports: { sum: ['carriedOver'] },
})
/** Open on the day with the due day before it; a dossier that waits for the citizen is not overdue. */
const overdue = stock({
  id: 'dossiers.overdue',
  title: { vi: 'Đang giải quyết, quá hạn', en: 'In progress, overdue' },
  short: { vi: 'Đang quá hạn', en: 'Overdue' },
  where: { all: [accepted, { filled: 'dueOn' }] },
  enters: { latest: ['receivedOn', { after: 'dueOn' }] },
  leaves: { earliest: ['leftOn', 'pausedOn'] },
  better: 'lower',
  source: RULES,
  reports: { sum: ['openOverdue'] },
})
const paused = stock({
  id: 'dossiers.paused',
  title: { vi: 'Tạm dừng, chờ bổ sung', en: 'Paused' },
  where: { all: [accepted, { filled: 'pausedOn' }] },
  enters: 'pausedOn',
  leaves: 'leftOn',
  better: 'lower',
  source: RULES,
  reports: { sum: ['paused'] },
})

const flag = (
  id: string,
  column: string,
  vi: string,
  en: string,
  on: string,
  where: Condition,
  reports?: Count['reports'],
): Count =>
  count({
    id,
    title: { vi, en },
    on,
    where: { all: [where, { in: [column, [true]] }] },
    better: 'higher',
    source: 'Quyết định 766/QĐ-TTg ngày 23/6/2022; Quy tắc đếm, mục 3',
    ...(reports && { reports }),
  })

/** How many dossiers: in the period, or inside at the end of a day. */
export const dossierCounts: readonly Measure[] = [
  received,
  receivedBy('online', 'Tiếp nhận trực tuyến', 'Received online', { sum: ['receivedOnline'] }),
  receivedBy('direct', 'Tiếp nhận trực tiếp', 'Received directly'),
  receivedBy('post', 'Tiếp nhận qua bưu chính', 'Received by post', { sum: ['receivedPost'] }),
  receivedBy('kiosk', 'Tiếp nhận tại ki-ốt', 'Received at a kiosk'),
  receivedFull,
  resolved,
  early,
  onTime,
  late,
  unclassified,
  returned,
  due,
  dueOpen,
  open,
  carriedOver,
  {
    ...base,
    kind: 'sum',
    id: 'dossiers.toResolve',
    title: { vi: 'Số hồ sơ phải giải quyết', en: 'Dossiers to be resolved' },
    short: { vi: 'Phải giải quyết', en: 'To resolve' },
    plus: ['dossiers.received', 'dossiers.carriedOver'],
    minus: [],
    better: 'neither',
    source: `${FORM}, ô (3) = trong kỳ + kỳ trước`,
  },
  overdue,
  paused,
  {
    kind: 'sum',
    id: 'dossiers.openWithin',
    title: { vi: 'Đang giải quyết, trong hạn', en: 'In progress within the deadline' },
    plus: ['dossiers.open'],
    minus: ['dossiers.overdue'],
    unitOfMeasure: 'dossiers',
    better: 'neither',
    source: RULES,
    version: 1,
    validFrom: '2020-10-21',
  },
  {
    kind: 'dueSoon',
    id: 'dossiers.dueSoon',
    title: { vi: 'Sắp đến hạn', en: 'Due soon' },
    dataset: 'dossiers',
    of: 'dossiers.open',
    due: 'dueOn',
    unitOfMeasure: 'dossiers',
    better: 'lower',
    source: 'Quy tắc đếm, mục 1: hạn trong ngày hoặc ngày làm việc kế tiếp',
    version: 1,
    validFrom: '2020-10-21',
  },
  {
    kind: 'oldest',
    id: 'dossiers.oldestOverdueDays',
    title: { vi: 'Quá hạn lâu nhất', en: 'Longest overdue' },
    dataset: 'dossiers',
    of: 'dossiers.overdue',
    since: 'dueOn',
    unitOfMeasure: 'days',
    better: 'lower',
    source: 'Quy tắc đếm, mục 3',
    version: 1,
    validFrom: '2020-10-21',
  },
  flag('dossiers.digitised', 'digitised', 'Số hóa khi tiếp nhận', 'Digitised on receipt', 'receivedOn', accepted, {
    sum: ['digitised'],
  }),
  flag('dossiers.reused', 'reused', 'Tái sử dụng dữ liệu', 'Data reused', 'receivedOn', accepted, { sum: ['reused'] }),
  flag('dossiers.eResult', 'eResult', 'Kết quả điện tử', 'Electronic results', 'finishedOn', resolvedRow, {
    sum: ['eResult'],
  }),
  flag('dossiers.feeDue', 'feeDue', 'Thuộc diện có phí', 'With a fee', 'receivedOn', accepted, { sum: ['feeDue'] }),
  flag(
    'dossiers.paidOnline',
    'paidOnline',
    'Thanh toán trực tuyến',
    'Paid online',
    'receivedOn',
    { all: [accepted, { in: ['feeDue', [true]] }] },
    { sum: ['paidOnline'] },
  ),
]
