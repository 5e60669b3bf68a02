/** Family names that begin no other phrase in catalogues of procedures and fields. */
const FAMILY = new Set(
  'Nguyễn Trần Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lê Lý Đinh Trịnh Mai Đoàn Lương Trương Châu Thạch'.split(
    ' ',
  ),
)
/** Second words by which a name of that family is known even where the family name is also an ordinary word. */
const MIDDLE = new Set(
  'Văn Thị Hữu Đức Minh Ngọc Quang Xuân Đình Công Hoàng Kim Thu Bá Duy Gia Quốc Tuấn Hồng Phương Như Trọng Viết Tấn Phúc Bảo Nhật Thanh Thành Anh Mỹ'.split(
    ' ',
  ),
)
/** Families whose names are hardly ever anything else. */
const SURE = new Set('Nguyễn Trần Phạm Huỳnh Bùi Đặng'.split(' '))
/** Names of the public that stand in official titles. */
const PUBLIC = new Set(['Hồ Chí Minh'])

const HOUSE =
  /^(?:(?:số(?: nhà)?|nhà số)\s{0,3}\d{1,5}[\p{L}\d/.-]{0,12}|\d{1,5}[\p{L}]?(?:\/\d{1,4}){0,3})[,\s]{1,3}(?:đường|phố|hẻm|ngõ|ngách|kiệt|ấp|thôn|tổ|khu phố|khóm|xóm|quốc lộ)(?![\p{L}])/iu
const LONGEST = 200

/** Does a cell hold the name of a person, and nothing else? */
export function isNameAlone(text: string): boolean {
  return isName(cellOf(text))
}

/** Does a cell hold the address of a house, and nothing else? */
export function isHouseAlone(text: string): boolean {
  return HOUSE.test(cellOf(text))
}

const cellOf = (text: string): string => text.slice(0, LONGEST).normalize('NFC').trim()

function isName(cell: string): boolean {
  const words = cell.split(/\s+/)
  if (words.length < 2 || words.length > 6 || !words.every((word) => /^\p{Lu}\p{L}*$/u.test(word))) return false
  const titled = words.map((word) => word.slice(0, 1) + word.slice(1).toLowerCase())
  if (PUBLIC.has(titled.join(' '))) return false
  const [family = '', middle = ''] = titled
  const shouted = words.every((word) => word.length > 1 && word === word.toUpperCase())
  if (!shouted && words.some((word, place) => word !== titled[place])) return false
  return SURE.has(family) || (FAMILY.has(family) && MIDDLE.has(middle))
}

/** The label of a file with what names a person masked; `-` and `_` may stand for spaces, accents may be missing. */
export function isPersonLabel(stem: string): boolean {
  const words = stem.replace(/[_-]+/g, ' ').trim()
  return (
    isNameAlone(words) ||
    isHouseAlone(words) ||
    /^(?:nguyen|tran|pham|huynh|bui|dang|le|phan|vo|vu) (?:van|thi)(?: [a-z]+){1,3}$/i.test(words)
  )
}
