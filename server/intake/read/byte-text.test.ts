import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { ALPHABET, withTonesApart, write } from '../../../fixtures/forms/encodings.ts'
import { type ByteTable, createByteDecoder, retype } from './byte-text.ts'
import { TCVN3 } from './tcvn3.ts'
import { VNI } from './vni.ts'
import { WINDOWS_1258 } from './windows-1258.ts'

function decode(bytes: Uint8Array, table: ByteTable, pieceBytes = bytes.length || 1): string {
  const decoder = createByteDecoder(table)
  let text = ''
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const { utf8, badByte } = decoder(bytes.subarray(at, at + pieceBytes), false)
    if (badByte !== -1) throw new Error(`bad byte ${badByte}`)
    text += utf8.toString('utf8')
  }
  const { utf8, badByte } = decoder(new Uint8Array(), true)
  if (badByte !== -1) throw new Error(`bad byte ${badByte}`)
  return (text + utf8.toString('utf8')).normalize('NFC')
}

describe('an older encoding of Vietnamese', () => {
  it('TCVN3 gives every letter that another program finds at every byte', () => {
    expect(ALPHABET).toHaveLength(146)
    const other = (byte: number) => iconv.decode(Buffer.of(byte), 'tcvn')
    for (let byte = 0; byte < 256; byte += 1)
      expect(decode(Uint8Array.of(byte), TCVN3)).toBe(other(byte).normalize('NFC'))
    for (const letter of ALPHABET) expect(decode(iconv.encode(letter, 'tcvn'), TCVN3)).toBe(letter)
  })

  it('Windows-1258 gives every letter that another program writes, composed', () => {
    for (const letter of ALPHABET) {
      const bytes = iconv.encode(withTonesApart(letter), 'windows1258')
      expect(iconv.decode(bytes, 'windows1258').normalize('NFC'), letter).toBe(letter)
      expect(decode(bytes, WINDOWS_1258)).toBe(letter)
    }
  })

  it('Windows-1258 knows the same bytes as another program, and no others', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const other = iconv.decode(Buffer.of(byte), 'windows1258')
      const { badByte, utf8 } = createByteDecoder(WINDOWS_1258)(Uint8Array.of(byte), true)
      expect(badByte === -1 ? utf8.toString() : '\ufffd', byte.toString(16)).toBe(other)
    }
  })

  it('VNI gives every letter of its printed layout, in both cases', () => {
    for (const letter of ALPHABET) expect(decode(write(letter, 'vni'), VNI)).toBe(letter)
  })

  it.each([
    // "Bộ phận một cửa" as the three fonts store it
    ['TCVN3', TCVN3, iconv.encode('Bộ phận một cửa', 'tcvn')],
    ['VNI', VNI, Buffer.from('Boä phaän moät cöûa', 'latin1')],
    ['Windows-1258', WINDOWS_1258, iconv.encode(withTonesApart('Bộ phận một cửa'), 'windows1258')],
  ])('%s is read alike in pieces of every length', (_, table, bytes) => {
    for (let size = 1; size <= bytes.length; size += 1) expect(decode(bytes, table, size)).toBe('Bộ phận một cửa')
  })

  it.each([
    // a + ÿ: VNI has no FF; d5 alone: a tone without its letter; 8d: nothing in Windows
    ['VNI', VNI, '61ff', 1],
    ['VNI', VNI, '4849d5', 2],
    ['VNI', VNI, '8d', 0],
    ['Windows-1258', WINDOWS_1258, '41428a', 2],
    // ộ in UTF-8
    ['TCVN3', TCVN3, '48e1bb99', 1],
  ])('%s names the first byte that has no meaning', (_, table, hex, at) => {
    const decoder = createByteDecoder(table)
    const bad = [...Buffer.from(hex, 'hex')].map((byte) => decoder(Uint8Array.of(byte), false).badByte)
    expect(bad.find((byte) => byte !== -1)).toBe(at)
  })

  it('is found again inside Unicode texts whose font hid it', () => {
    // .VnTime: à is U+00B5, ộ is U+00E9, đ is U+00AE (checked against iconv-lite's tcvn)
    expect(retype('Hµ Néi, ®· nép', TCVN3)).toBe('Hà Nội, đã nộp')
    expect(retype('Haø Noäi, ñaõ noäp', VNI)).toBe('Hà Nội, đã nộp')
    expect(retype('Hµ – “Néi” 1.000 €', TCVN3)).toBe('Hà – “Nội” 1.000 €')
  })
})
