import { REFUSED_OR_NEW } from '../datasets/dossiers.ts'
import type { Condition, DueCheck, Matched, Measure, Rate, Stock } from './measure.ts'

const DECREE = 'Nghị định 42/2022/NĐ-CP ngày 24/6/2022, điều 11'
const INDEX = 'Quyết định 766/QĐ-TTg ngày 23/6/2022'
const base = { unitOfMeasure: 'procedures', version: 1, validFrom: '2022-08-01' } as const

const online: Condition = { in: ['serviceLevel', ['full', 'partial']] }
const withFee: Condition = { all: [online, { in: ['fee', [true]] }] }
const accepted: Condition = { not: { in: ['status', REFUSED_OR_NEW] } }

/** Procedures of the catalogue that hold on the last day of the period. */
const offered = (id: string, vi: string, en: string, where: Condition | null, source: string): Stock => ({
  ...base,
  kind: 'stock',
  dataset: 'procedures',
  id,
  title: { vi, en },
  enters: 'from',
  leaves: { after: 'to' },
  ...(where && { where }),
  better: 'neither',
  source,
})

/** Procedures of a stock with at least one dossier of a kind received in the period. */
const used = (id: string, of: string, vi: string, en: string, kind: Condition, source: string): Matched => ({
  ...base,
  kind: 'matched',
  dataset: 'procedures',
  id,
  of,
  key: 'code',
  by: { dataset: 'dossiers', column: 'procedureCode', on: 'receivedOn', where: { all: [accepted, kind] } },
  title: { vi, en },
  better: 'higher',
  source,
})

const rate = (id: string, vi: string, en: string, numerator: string, denominator: string, source: string): Rate => ({
  kind: 'rate',
  id,
  title: { vi, en },
  numerator: [numerator],
  denominator: [denominator],
  unitOfMeasure: 'fraction',
  better: 'higher',
  source,
  version: 1,
  validFrom: '2022-08-01',
})

const dueCheck = (
  id: string,
  vi: string,
  en: string,
  take: DueCheck['take'],
  better: DueCheck['better'],
): DueCheck => ({
  kind: 'dueCheck',
  id,
  title: { vi, en },
  dataset: 'dossiers',
  on: 'receivedOn',
  where: accepted,
  due: 'dueOn',
  firstDue: 'firstKnownDueOn',
  take,
  unitOfMeasure: 'dossiers',
  better,
  source:
    'Bộ luật Dân sự 2015, điều 147–148; Nghị định 61/2018/NĐ-CP; thời hạn trong danh mục thủ tục, ngày theo lịch làm việc',
  version: 1,
  validFrom: '2020-10-21',
})

const isOnline: Condition = { in: ['channel', ['online']] }
const isPaidOnline: Condition = { all: [{ in: ['feeDue', [true]] }, { in: ['paidOnline', [true]] }] }

/** How procedures are offered and used, and whether the sources' due dates follow from their time limits. */
export const procedureMeasures: readonly Measure[] = [
  offered('procedures.total', 'Thủ tục thuộc thẩm quyền', 'Procedures in competence', null, 'Quy tắc đếm, mục 7'),
  offered('procedures.offered', 'Dịch vụ công trực tuyến', 'Procedures offered online', online, DECREE),
  offered(
    'procedures.full',
    'Dịch vụ công toàn trình',
    'Full online services',
    { in: ['serviceLevel', ['full']] },
    DECREE,
  ),
  offered(
    'procedures.partial',
    'Dịch vụ công một phần',
    'Partial online services',
    { in: ['serviceLevel', ['partial']] },
    DECREE,
  ),
  offered(
    'procedures.integrated',
    'Đã tích hợp Cổng DVC quốc gia',
    'Online services on the national portal',
    { all: [online, { in: ['integrated', [true]] }] },
    DECREE,
  ),
  offered('procedures.withFee', 'Dịch vụ trực tuyến có phí', 'Online services with a fee', withFee, `${INDEX}, TTTT`),
  offered(
    'procedures.payable',
    'Dịch vụ thanh toán trực tuyến được',
    'Online services payable online',
    { all: [withFee, { in: ['payable', [true]] }] },
    `${INDEX}, TTTT`,
  ),
  used(
    'procedures.withDossiers',
    'procedures.offered',
    'Dịch vụ phát sinh hồ sơ trực tuyến',
    'Online services with online dossiers',
    isOnline,
    `${INDEX}, nhóm CLGQ; Quy tắc đếm, mục 7`,
  ),
  used(
    'procedures.withPayments',
    'procedures.payable',
    'Dịch vụ phát sinh thanh toán trực tuyến',
    'Payable services with an online payment',
    isPaidOnline,
    `${INDEX}, TTTT`,
  ),
  rate(
    'procedures.offeredRate',
    'Tỷ lệ cung cấp trực tuyến',
    'Share of procedures offered online',
    'procedures.offered',
    'procedures.total',
    `${INDEX}, CLGQ; of the procedures in competence, not only of those that qualify`,
  ),
  rate(
    'procedures.fullRate',
    'Tỷ lệ dịch vụ toàn trình',
    'Share of procedures in full online',
    'procedures.full',
    'procedures.total',
    `${DECREE}; Quy tắc đếm, mục 7`,
  ),
  rate(
    'procedures.integratedRate',
    'Tỷ lệ tích hợp Cổng DVC quốc gia',
    'Share of online services on the national portal',
    'procedures.integrated',
    'procedures.offered',
    DECREE,
  ),
  rate(
    'procedures.useRate',
    'Tỷ lệ dịch vụ phát sinh hồ sơ',
    'Share of online services in use',
    'procedures.withDossiers',
    'procedures.offered',
    `${INDEX}, nhóm CLGQ; Quy tắc đếm, mục 7`,
  ),
  rate(
    'procedures.payableRate',
    'Tỷ lệ dịch vụ thanh toán trực tuyến được',
    'Share of fee services payable online',
    'procedures.payable',
    'procedures.withFee',
    `${INDEX}, TTTT`,
  ),
  rate(
    'procedures.paymentUseRate',
    'Tỷ lệ dịch vụ phát sinh thanh toán trực tuyến',
    'Share of payable services paid online',
    'procedures.withPayments',
    'procedures.payable',
    `${INDEX}, TTTT`,
  ),
  dueCheck(
    'dossiers.dueChecked',
    'Hồ sơ kiểm tra được hạn trả',
    'Due dates that could be checked',
    'checked',
    'neither',
  ),
  dueCheck(
    'dossiers.dueDiffers',
    'Hạn trả khác thời hạn quy định',
    'Due dates other than the limit gives',
    'differs',
    'lower',
  ),
  {
    ...rate(
      'dossiers.dueDiffersRate',
      'Tỷ lệ hạn trả khác quy định',
      'Share of due dates other than the limit gives',
      'dossiers.dueDiffers',
      'dossiers.dueChecked',
      'Bộ luật Dân sự 2015, điều 147–148; Nghị định 61/2018/NĐ-CP',
    ),
    better: 'lower',
  },
]
