/** One line of the shipped weights, as the dataset `index-weights` takes it. */
export interface WeightLine {
  component: string
  /** Empty for the component itself. */
  part: string
  titleVi: string
  titleEn: string
  /** Most points; null where no source confirms them. */
  max: number | null
  /** The measure whose fraction gives the points; null where our rows cannot. */
  measure: string | null
  confidence: 'law' | 'secondary' | 'code' | 'open'
  source: string
}

const DECISION = 'Quyết định 766/QĐ-TTg ngày 23/6/2022; thứ tự và điểm tối đa theo Cổng Dịch vụ công quốc gia'
const SPLIT =
  'Quyết định 766/QĐ-TTg ngày 23/6/2022 (nhóm cung cấp dịch vụ trực tuyến 22 điểm); Cổng DVCQG tách thành 12 và 10'
const REPORTED = 'Nguồn thứ cấp: văn bản của địa phương nêu điểm tối đa'
const PROGRAM = 'Chỉ thấy trong mã nguồn công khai, chưa đối chiếu phụ lục'
const NAMED = 'Nguồn thứ cấp nêu tên và công thức, chưa xác nhận điểm tối đa'
const UNSPLIT = 'Phần điểm còn lại của nhóm, chưa có nguồn xác nhận cách chia'

const line = (
  component: string,
  part: string,
  titleVi: string,
  titleEn: string,
  max: number | null,
  measure: string | null,
  confidence: WeightLine['confidence'],
  source: string,
): WeightLine => ({ component, part, titleVi, titleEn, max, measure, confidence, source })

/**
 * What is known of the weights of the national service index, and how surely: the six maxima are safe, the parts are not. Points
 * that no source splits stand as one open part; nothing is invented to make a component complete.
 *
 * @see Decision 766/QĐ-TTg, 23 June 2022; DOMAIN §2.1
 */
export const INDEX_766_WEIGHTS: readonly WeightLine[] = [
  line('CKMB', '', 'Công khai, minh bạch', 'Transparency', 18, null, 'law', DECISION),
  line(
    'CKMB',
    'announcedOnTime',
    'Công bố thủ tục đúng hạn',
    'Procedures announced on time',
    null,
    null,
    'secondary',
    NAMED,
  ),
  line(
    'CKMB',
    'publishedOnTime',
    'Cập nhật, công khai đúng hạn',
    'Procedures updated and published on time',
    4,
    null,
    'secondary',
    REPORTED,
  ),
  line(
    'CKMB',
    'publishedInFull',
    'Công khai đủ nội dung',
    'Procedures published with full content',
    null,
    null,
    'secondary',
    NAMED,
  ),
  line(
    'CKMB',
    'synchronised',
    'Hồ sơ đồng bộ lên Cổng DVCQG',
    'Dossiers synchronised with the portal',
    6,
    null,
    'code',
    PROGRAM,
  ),
  line('CKMB', 'unsplit', 'Phần chưa tách được', 'Not split by any source', 8, null, 'open', UNSPLIT),

  line('TDGQ', '', 'Tiến độ, kết quả giải quyết', 'Progress and results', 20, null, 'law', DECISION),
  line(
    'TDGQ',
    'onTime',
    'Hồ sơ xử lý trước hạn, đúng hạn',
    'Dossiers handled early or on time',
    20,
    'dossiers.onTimeRateOT4',
    'secondary',
    'Điểm tối đa: nguồn thứ cấp; mẫu số là hồ sơ tiếp nhận (OT-4): đọc từ mã nguồn công khai',
  ),

  line('CLGQ', '', 'Cung cấp dịch vụ công trực tuyến', 'Online service supply', 12, null, 'law', SPLIT),
  line(
    'CLGQ',
    'offered',
    'Thủ tục cung cấp trực tuyến',
    'Procedures offered online',
    2,
    'procedures.offeredRate',
    'code',
    `${PROGRAM}; mẫu số ở đây là mọi thủ tục thuộc thẩm quyền`,
  ),
  line(
    'CLGQ',
    'withDossiers',
    'Dịch vụ phát sinh hồ sơ',
    'Online services with dossiers',
    4,
    'procedures.useRate',
    'code',
    PROGRAM,
  ),
  line(
    'CLGQ',
    'online',
    'Hồ sơ nộp trực tuyến',
    'Dossiers submitted online',
    6,
    'dossiers.onlineRate',
    'code',
    PROGRAM,
  ),

  line('TTTT', '', 'Thanh toán trực tuyến', 'Online payment', 10, null, 'law', SPLIT),
  line(
    'TTTT',
    'payable',
    'Thủ tục thanh toán trực tuyến được',
    'Procedures payable online',
    2,
    'procedures.payableRate',
    'code',
    PROGRAM,
  ),
  line(
    'TTTT',
    'withPayments',
    'Thủ tục phát sinh thanh toán',
    'Procedures with an online payment',
    2,
    'procedures.paymentUseRate',
    'code',
    PROGRAM,
  ),
  line(
    'TTTT',
    'paid',
    'Hồ sơ thanh toán trực tuyến',
    'Dossiers paid online',
    6,
    'dossiers.paidOnlineRate',
    'code',
    PROGRAM,
  ),

  line('MDHL', '', 'Mức độ hài lòng', 'Satisfaction', 18, null, 'law', DECISION),
  line(
    'MDHL',
    'feedbackOnTime',
    'Phản ánh, kiến nghị xử lý đúng hạn',
    'Feedback handled on time',
    null,
    null,
    'secondary',
    NAMED,
  ),
  line(
    'MDHL',
    'feedbackHandling',
    'Hài lòng về xử lý phản ánh',
    'Satisfaction with feedback handling',
    null,
    null,
    'secondary',
    NAMED,
  ),
  line(
    'MDHL',
    'procedures',
    'Hài lòng về giải quyết thủ tục',
    'Satisfaction with procedures',
    6,
    null,
    'secondary',
    `${REPORTED}; là tỷ lệ hồ sơ không có phản ánh tiêu cực, không phải khảo sát`,
  ),
  line('MDHL', 'unsplit', 'Phần chưa tách được', 'Not split by any source', 12, null, 'open', UNSPLIT),

  line('MDSH', '', 'Số hóa hồ sơ', 'Digitisation', 22, null, 'law', DECISION),
  line(
    'MDSH',
    'eResult',
    'Cấp kết quả điện tử',
    'Results issued electronically',
    6,
    'dossiers.eResultRate',
    'code',
    PROGRAM,
  ),
  line(
    'MDSH',
    'digitised',
    'Số hóa hồ sơ khi tiếp nhận',
    'Dossiers digitised on receipt',
    4,
    'dossiers.digitisedRate',
    'code',
    PROGRAM,
  ),
  line(
    'MDSH',
    'reused',
    'Tái sử dụng dữ liệu số hóa',
    'Reuse of digitised data',
    2,
    'dossiers.reuseRate',
    'code',
    PROGRAM,
  ),
  line('MDSH', 'unsplit', 'Phần chưa tách được', 'Not split by any source', 10, null, 'open', UNSPLIT),
]
