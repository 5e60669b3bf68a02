import { isUtf8 } from 'node:buffer'

/** Length of the well-formed sequence that starts at `at`, 0 when it is malformed (overlong, surrogate, cut off, stray). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

/** Where the first byte stands that is not UTF-8, from 0; −1 when all are. */
export function firstInvalidByte(bytes: Uint8Array): number {
  if (isUtf8(bytes)) return -1
  let low = 0
  const step = 4096
  while (low + step < bytes.length) {
    let end = low + step
    while (end > low && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
    if (end === low || !isUtf8(bytes.subarray(low, end))) break
    low = end
  }
  while (low < bytes.length) {
    const length = sequenceLength(bytes, low)
    if (length === 0) return low
    low += length
  }
  return -1
}
