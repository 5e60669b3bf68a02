import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LimitList } from '../../shared/settings.ts'
import { settingOf } from '../limits.ts'
import { RATED } from './lifted.ts'
import { type Opened, open } from './opened.ts'

let opened: Opened

beforeAll(async () => {
  opened = await open({ ...RATED, [settingOf('urlChars')]: '512' })
})
afterAll(() => opened.close())

const nobody = (path: string, init: RequestInit = {}) => fetch(`${opened.url}${path}`, init)

describe('a stranger', () => {
  it('[A68] gets 30 answers a minute, whatever they are; the 31st is 429 with Retry-After', async () => {
    const calls: [number, () => Promise<Response>][] = [
      [401, () => nobody('/api/v1/units')],
      [404, () => nobody('/api/v1/nothing')],
      [404, () => nobody('/server.js.map')],
      [405, () => nobody('/api/v1/units', { method: 'PUT' })],
      [401, () => nobody('/api/v1/units', { headers: { authorization: 'Bearer guess' } })],
      [414, () => nobody(`/api/v1/units?q=${'x'.repeat(512)}`)],
    ]
    for (let i = 0; i < 30; i++) {
      const [status, call] = calls[i % calls.length] ?? [0, () => nobody('/')]
      expect((await call()).status).toBe(status)
    }
    const answers = await Promise.all(calls.map(([, call]) => call()))
    expect(answers.map(({ status }) => status)).toEqual(calls.map(() => 429))
    const [refused] = answers
    const wait = Number(refused?.headers.get('retry-after'))
    expect(wait > 0 && wait <= 60).toBe(true)
    expect(refused?.headers.get('content-type')).toContain('application/problem+json')
    expect(await refused?.json()).toMatchObject({
      code: 'IOC_TOO_MANY_REQUESTS',
      title: 'Quá nhiều yêu cầu',
      at: { limit: 30, window: '60 s', seconds: wait },
    })
  })

  it('is still told that the server lives, and the operator goes on working', async () => {
    expect((await nobody('/healthz')).status).toBe(200)
    const { status, body } = await opened.call('GET', '/api/v1/limits')
    expect(status).toBe(200)
    const { limits } = body as LimitList
    expect(limits.find(({ name }) => name === 'anonymousPerMinute')).toMatchObject({
      setting: 'IOC_LIMIT_ANONYMOUS_PER_MINUTE',
      value: 30,
      usual: 30,
      refused: 6,
    })
    expect(limits.find(({ name }) => name === 'urlChars')).toMatchObject({ value: 512, usual: 2_048, refused: 5 })
  })
})
