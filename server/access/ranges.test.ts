import { describe, expect, it } from 'vitest'
import { checkRanges, inRanges } from './ranges.ts'

describe('a list of ranges', () => {
  it.each([
    ['10.20.0.0/16', '10.20.255.255', true],
    ['10.20.0.0/16', '10.21.0.0', false],
    ['10.20.0.0/16', '::ffff:10.20.1.2', true],
    ['10.20.0.0/16', '::ffff:0a14:0102', true],
    ['::ffff:10.20.0.0/112', '10.20.1.2', true],
    ['::ffff:10.20.0.0/112', '10.21.1.2', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.8', false],
    ['2001:db8::/48', '2001:DB8:0:ffff::1', true],
    ['2001:db8::/48', '2001:db8:1::1', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['2001:db8::/48', '10.20.1.2', false],
  ])('%s takes %s: %s', (range, ip, taken) => {
    expect(inRanges(ip, checkRanges([range]))).toBe(taken)
  })

  it('takes any address when it is empty', () => {
    expect(inRanges('203.0.113.9', [])).toBe(true)
  })

  it('takes nothing that is no address', () => {
    expect(inRanges('', ['10.0.0.0/8'])).toBe(false)
    expect(inRanges('10.0.0.1.evil', ['10.0.0.0/8'])).toBe(false)
  })

  it.each([
    '0.0.0.0/0',
    '::/0',
    '::ffff:0:0/96',
    '::ffff:10.0.0.0/95',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '10.0.0',
    '010.0.0.1',
    '2001:db8::/129',
    'fe80::1%eth0',
    'example.org',
    '',
  ])('refuses "%s" by name', (range) => {
    expect(() => checkRanges(['10.1.0.0/16', range])).toThrowError(
      expect.objectContaining({ code: 'IOC_BAD_RANGE', at: { range } }),
    )
  })

  it('keeps one spelling of each range', () => {
    expect(checkRanges([' 10.1.0.0/16', '::ffff:10.1.0.0/112', '2001:DB8:0::/48', '192.0.2.7'])).toEqual([
      '10.1.0.0/16',
      '2001:db8::/48',
      '192.0.2.7/32',
    ])
  })
})
