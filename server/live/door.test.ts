import { describe, expect, it } from 'vitest'
import { isOwnOrigin } from './door.ts'

const allowed = ['https://ioc.haugiang.gov.vn']

describe('the origin of a socket', () => {
  it.each([
    ['the listed origin', 'https://ioc.haugiang.gov.vn', 'ioc.haugiang.gov.vn', true],
    ['the address by number that was asked', 'http://10.0.0.5:8080', '10.0.0.5:8080', true],
    ['localhost', 'http://localhost:8080', 'localhost:8080', true],
    ['IPv6', 'http://[::1]:8080', '[::1]:8080', true],
    ['another site', 'https://evil.example', 'ioc.haugiang.gov.vn', false],
    ['a sandboxed page', 'null', '127.0.0.1:8080', false],
    ['a longer name', 'https://ioc.haugiang.gov.vn.evil.example', 'ioc.haugiang.gov.vn', false],
    ['a name that ends alike', 'https://evil-ioc.haugiang.gov.vn', 'ioc.haugiang.gov.vn', false],
    ['the right name without TLS', 'http://ioc.haugiang.gov.vn', 'ioc.haugiang.gov.vn', false],
    ['another port of the same machine', 'http://127.0.0.1:3000', '127.0.0.1:8080', false],
    ['a foreign name pointed at this machine', 'http://evil.example:8080', 'evil.example:8080', false],
    ['an origin with a path', 'http://127.0.0.1:8080/x', '127.0.0.1:8080', false],
  ])('[LP13] %s', (_what, origin, host, expected) => {
    expect(isOwnOrigin(origin, host, allowed)).toBe(expected)
  })
})
