import type { ReadLimits } from './intake/read/limits.ts'
import { fixed, GIB, KIB, type Limit, limit, MIB } from './limit.ts'

/** What files, forms and pushed rows may hold, and what reading them may cost. */
export const INTAKE_LIMITS = {
  csvBytes: limit(
    'file',
    'bytes',
    [MIB, 100 * MIB, GIB],
    'Cỡ tệp CSV, trang web, XML 2003',
    'Size of a CSV file, web page or XML 2003',
  ),
  xlsxBytes: limit(
    'file',
    'bytes',
    [MIB, 50 * MIB, 512 * MIB],
    'Cỡ tệp XLSX, XLS, ODS',
    'Size of a workbook (XLSX, XLS, ODS)',
  ),
  jsonBytes: limit('file', 'bytes', [MIB, 20 * MIB, 256 * MIB], 'Cỡ tệp JSON', 'Size of a JSON file'),
  geojsonBytes: limit('file', 'bytes', [MIB, 10 * MIB, 128 * MIB], 'Cỡ tệp GeoJSON', 'Size of a GeoJSON file'),
  geoVertices: limit(
    'file',
    'count',
    [1_000, 200_000, 2_000_000],
    'Số đỉnh trong GeoJSON',
    'Vertices of a GeoJSON file',
  ),
  geoFeatures: limit('file', 'count', [100, 5_000, 50_000], 'Số đối tượng trong GeoJSON', 'Features of a GeoJSON file'),
  uploadFreeBytes: limit(
    'file',
    'bytes',
    [GIB, 2 * GIB, 1024 * GIB],
    'Chỗ trống trên đĩa, dưới mức này không nhận tệp',
    'Free space below which no file is taken in',
  ),
  writeFreeBytes: limit(
    'file',
    'bytes',
    [256 * MIB, GIB, 1024 * GIB],
    'Chỗ trống trên đĩa, dưới mức này không ghi gì',
    'Free space below which nothing is written',
  ),

  returnedHours: limit(
    'file',
    'hours',
    [0, 24, 720],
    'Thời gian giữ tệp đã nhận một phần, để tải lại bản đánh dấu lỗi',
    'How long a file that counted in part is kept, so that it can be given back with its faults marked',
  ),

  zipEntries: limit('workbook', 'count', [50, 1_000, 10_000], 'Số phần trong tệp XLSX, ODS', 'Parts of a workbook'),
  zipEntryBytes: limit(
    'workbook',
    'bytes',
    [MIB, 256 * MIB, 2 * GIB],
    'Cỡ một phần sau khi giải nén',
    'Size of one part, unpacked',
  ),
  zipTotalBytes: limit(
    'workbook',
    'bytes',
    [MIB, 512 * MIB, 4 * GIB],
    'Cỡ cả tệp sau khi giải nén',
    'Size of all parts, unpacked',
  ),
  zipRatio: limit(
    'workbook',
    'times',
    [10, 100, 1_000],
    'Tỷ lệ giải nén của phần trên 1 MiB',
    'Unpacked by packed size, above 1 MiB',
  ),
  sheets: limit('workbook', 'count', [1, 50, 500], 'Số trang tính', 'Sheets'),
  sharedStrings: limit('workbook', 'count', [1_000, 2_000_000, 10_000_000], 'Số chuỗi dùng chung', 'Shared strings'),
  sharedStringBytes: limit(
    'workbook',
    'bytes',
    [MIB, 128 * MIB, GIB],
    'Cỡ các chuỗi dùng chung',
    'Size of the shared strings',
  ),
  xmlDepth: limit(
    'workbook',
    'count',
    [16, 32, 256],
    'Độ sâu XML, bảng lồng trong trang web',
    'Depth of XML, tables inside tables',
  ),

  rows: limit('rows', 'count', [1_000, 1_000_000, 10_000_000], 'Số dòng của một tệp', 'Rows of a file'),
  columns: limit('rows', 'count', [20, 200, 2_000], 'Số cột của một trang', 'Columns of a sheet'),
  cellChars: limit('rows', 'chars', [1_000, 32_767, 1_000_000], 'Số ký tự của một ô', 'Characters of a cell'),
  recordBytes: limit('rows', 'bytes', [64 * KIB, MIB, 16 * MIB], 'Cỡ một dòng', 'Size of a record'),
  jsonDepth: limit('rows', 'count', [5, 20, 100], 'Độ sâu của tệp JSON', 'Depth of a JSON file'),
  jsonKeys: limit(
    'rows',
    'count',
    [20, 100, 1_000],
    'Số tên trong một mục của tệp JSON',
    'Names of one item of a JSON file',
  ),
  faultGroups: fixed('rows', 'count', 1_000, 'Số nhóm lỗi được liệt kê', 'Groups of faults that are listed'),
  markedCells: fixed(
    'rows',
    'count',
    100_000,
    'Số ô được đánh dấu trong tệp trả lại',
    'Marked cells of a returned file',
  ),

  checkMs: limit('check', 'ms', [5_000, 120_000, 3_600_000], 'Thời gian đọc một tệp', 'Time for reading one file'),
  checksAtOnce: limit('check', 'count', [1, 2, 32], 'Số tệp được đọc cùng lúc', 'Files read at once'),
  checkMib: limit('check', 'MiB', [128, 512, 16_384], 'Bộ nhớ cho việc đọc một tệp', 'Memory for reading one file'),

  formFiles: fixed('form', 'count', 1, 'Số tệp trong một biểu mẫu', 'Files of a form'),
  formFields: limit('form', 'count', [1, 10, 100], 'Số trường trong một biểu mẫu', 'Fields of a form'),
  formFieldBytes: limit('form', 'bytes', [KIB, 10 * KIB, MIB], 'Cỡ một trường', 'Size of a field'),
  formNameBytes: limit('form', 'bytes', [10, 100, 1_000], 'Độ dài tên trường', 'Length of a field’s name'),
  formParts: limit('form', 'count', [2, 20, 100], 'Số phần của một biểu mẫu', 'Parts of a form'),
  formHeaderPairs: limit('form', 'count', [5, 50, 500], 'Số tiêu đề của một phần', 'Headers of a part'),

  bodyBytes: limit('body', 'bytes', [64 * KIB, MIB, 16 * MIB], 'Cỡ nội dung JSON', 'Size of a JSON body'),
  bodyDepth: limit('body', 'count', [5, 20, 100], 'Độ sâu của nội dung JSON', 'Depth of a JSON body'),
  bodyNames: limit('body', 'count', [50, 100, 1_000], 'Số tên trong một đối tượng', 'Names of one object'),
  bodyTextBytes: limit('body', 'bytes', [KIB, 32 * KIB, MIB], 'Cỡ một chuỗi', 'Size of one text'),
  pullBytes: limit('file', 'bytes', [MIB, 20 * MIB, 100 * MIB], 'Cỡ tệp tự lấy về', 'Size of a file that is fetched'),
  pullMs: limit('check', 'ms', [1_000, 60_000, 600_000], 'Thời gian lấy một tệp về', 'Time for fetching one file'),
  pushRows: limit('body', 'count', [1, 1_000, 10_000], 'Số dòng của một lần gửi', 'Rows of one push'),
  quarantineRows: limit(
    'rows',
    'count',
    [1, 10_000, 100_000],
    'Số dòng giữ riêng chờ quyết định của một nguồn',
    'Rows of one feed kept aside',
  ),
} as const satisfies Record<string, Limit>

const READ = [
  'csvBytes',
  'xlsxBytes',
  'jsonBytes',
  'geojsonBytes',
  'geoVertices',
  'geoFeatures',
  'zipEntries',
  'zipEntryBytes',
  'zipTotalBytes',
  'zipRatio',
  'sheets',
  'sharedStrings',
  'sharedStringBytes',
  'xmlDepth',
  'rows',
  'columns',
  'cellChars',
  'recordBytes',
  'jsonDepth',
  'jsonKeys',
] as const satisfies (keyof ReadLimits & keyof typeof INTAKE_LIMITS)[]

/** How much of a file is read, out of all limits. */
export function readLimitsOf(limits: Readonly<Record<keyof typeof INTAKE_LIMITS, number>>): Partial<ReadLimits> {
  return Object.fromEntries(READ.map((name) => [name, limits[name]]))
}
