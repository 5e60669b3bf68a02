import { foldAccents } from '../../shared/units.ts'

/** Words that mean the same in headers (DOMAIN §3.6); applied to folded text, both to what is known and to what is read. */
const SAME: readonly [RegExp, string][] = [
  [/\btre han\b/g, 'qua han'],
  [/\bqua mang\b/g, 'truc tuyen'],
  [/\bxu ly\b/g, 'giai quyet'],
  [/\bthu ly\b/g, 'giai quyet'],
  [/\b(?:qua )?(?:dich vu )?(?:bcci|buu chinh(?: cong ich)?)\b/g, 'buu chinh'],
  [/\b(?:tu|ton|chuyen tu) ky truoc(?: chuyen sang)?\b/g, 'ky truoc'],
  [/\bky truoc chuyen sang\b/g, 'ky truoc'],
  [/\bhen tra\b/g, 'han tra'],
  [/\btong so\b/g, 'tong'],
  [/\btthc\b/g, 'thu tuc hanh chinh'],
  [/\bhs\b/g, 'ho so'],
]

/** The words of a header as they are compared, with one space between them: no accents, case or punctuation, one word for synonyms. */
export function compareWords(text: string): string {
  const spaced = /\s/.test(text)
    ? text
    : text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
  let folded = foldAccents(spaced)
  for (const [pattern, word] of SAME) folded = folded.replace(pattern, word)
  return folded
}

/**
 * Text as headers and list words are compared: no accents, case, punctuation or spaces, one word for synonyms.
 * `NgayHenTra`, `Ngày hẹn\ntrả` and `Ngày hạn trả` are equal.
 */
export function compareKey(text: string): string {
  return compareWords(text).replaceAll(' ', '')
}

/** Words of headers whose cells name or describe a person; such columns never leave the reader's memory. */
const PERSONAL: readonly string[] = [
  'chuhoso',
  'nguoinop',
  'nguoiyeucau',
  'nguoidungten',
  'diachi',
  'dienthoai',
  'sdt',
  'cccd',
  'cmnd',
  'cancuoc',
  'hochieu',
  'email',
  'thudientu',
  'fax',
  'ghichu',
  'trichyeu',
  'ngaysinh',
  'namsinh',
  'hoten',
  'hovaten',
  'tencongdan',
  'canbo',
  'chuyenvien',
  'nguoitiepnhan',
  'nguoigiaiquyet',
  'nguoigui',
  'nguoiphananh',
  'nguoiduocuyquyen',
  'uyquyen',
  'madoituong',
  'masothue',
  'tailieu',
  'chucdanh',
  'noidungphananh',
  'noidunggiaiquyet',
  'address',
  'phone',
  'firstname',
  'lastname',
  'fullname',
  'accountid',
  'deviceid',
  'description',
  'mediaurl',
  'statusnotes',
]
/** Headers that hold one of those words and still are no person's data. */
const IMPERSONAL = new Set(['fullnameofunit'])

/** Does this header promise a person's name, address, number or free text? */
export function isPersonalHeader(header: string): boolean {
  const key = compareKey(header)
  return !IMPERSONAL.has(key) && PERSONAL.some((word) => key.includes(word))
}
