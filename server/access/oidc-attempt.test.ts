import { describe, expect, it } from 'vitest'
import { createSetClock } from '../clock.ts'
import { createOidcAttempts, ownPath } from './oidc-attempt.ts'

const SECRET = 'k3Jx9'.repeat(8)
const kind = { name: 'ioc_oidc', secure: false }
const cookieOf = (line: string) => line.split(';')[0]

function opened() {
  const clock = createSetClock(new Date('2026-11-22T02:00:00Z'))
  return { clock, attempts: createOidcAttempts(SECRET, clock, kind) }
}

describe('a sign-in on its way', () => {
  it('is found in the browser that began it, for ten minutes', () => {
    const { clock, attempts } = opened()
    const { attempt, cookie } = attempts.begin('/wall')
    expect(attempts.find(cookieOf(cookie))).toMatchObject(attempt)
    clock.set(new Date('2026-11-22T02:09:59Z'))
    expect(attempts.find(cookieOf(cookie))).toMatchObject({ from: '/wall' })
    clock.set(new Date('2026-11-22T02:10:00Z'))
    expect(attempts.find(cookieOf(cookie))).toBeNull()
  })

  it('is read by nobody else, and by no other installation', () => {
    const { attempts, clock } = opened()
    const { attempt, cookie } = attempts.begin('/wall')
    for (const value of [attempt.state, attempt.nonce, attempt.verifier, 'wall']) expect(cookie).not.toContain(value)
    const other = createOidcAttempts('m4Ky0'.repeat(8), clock, kind)
    expect(other.find(cookieOf(cookie))).toBeNull()
  })

  it('is none when its cookie is broken or there twice', () => {
    const { attempts } = opened()
    const cookie = cookieOf(attempts.begin('/').cookie) ?? ''
    const changed = cookie.replace(/.(?=.{20}$)/, (letter) => (letter === 'A' ? 'B' : 'A'))
    for (const broken of [undefined, '', 'ioc_oidc=', 'ioc_oidc=AAAA', changed, `${cookie}; ${cookie}`])
      expect(attempts.find(broken)).toBeNull()
  })

  it('is answered once', () => {
    const { attempts, clock } = opened()
    const { attempt } = attempts.begin('/')
    expect([attempts.takeUp(attempt), attempts.takeUp(attempt)]).toEqual([true, false])
    clock.set(new Date('2026-11-22T02:09:00Z'))
    expect([attempts.takeUp(attempt), attempts.takeUp(attempts.begin('/').attempt)]).toEqual([false, true])
  })
})

describe('the page to go on with', () => {
  it.each(['/', '/analysis?unit=area%3A31459#top', '/feeds/mot-cua'])('is %s', (from) =>
    expect(ownPath(from)).toBe(from),
  )

  it.each([
    undefined,
    '',
    'wall',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/..//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/api/v1/session/oidc/start',
    '/api',
  ])('is the first one instead of %s', (from) => expect(ownPath(from)).toBe('/'))
})
