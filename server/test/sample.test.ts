import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dossiers } from '../../shared/datasets/dossiers.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { commit, receive } from '../pipeline.ts'
import { missingSample } from '../sample.ts'
import { FOUR, NOVEMBER, type Opened, open } from './opened.ts'
import { signedIn } from './people.ts'

let opened: Opened
let sampleBatch: string
beforeAll(async () => {
  opened = await open({ IOC_SAMPLE: '1' })
  const { stages } = opened.program
  const actor = { name: 'system', role: 'system' } as const
  await stages.ledger.registerFeed(
    {
      id: 'mau-ho-so',
      title: 'Mẫu',
      dataset: 'dossiers',
      owner: null,
      unit: 'vn-92',
      namespace: 'mau',
      mode: 'upsert',
      tree: 'main',
      cadence: null,
      sample: true,
      system: false,
    },
    actor,
  )
  const feed = { id: 'mau-ho-so', dataset: dossiers }
  const delivery = { feed, stream: Readable.from([FOUR]), name: 'mau.csv', period: null, extractedAt: null }
  const { id, file } = await receive(delivery, stages, SYSTEM_SCOPE)
  await stages.checking.ended(id)
  await commit(id, { sha256: file?.sha256 }, stages, SYSTEM_SCOPE)
  sampleBatch = id
})
afterAll(() => opened.close())

const asVisitor = (path: string, init: RequestInit = {}) =>
  fetch(`${opened.url}${path}`, { ...init, headers: { 'content-type': 'application/json', ...init.headers } })
const question = { method: 'POST', body: JSON.stringify(NOVEMBER) }

describe('while only sample data count', () => {
  it('this machine may look at the wall without signing in, and at nothing else', async () => {
    for (const path of ['/api/v1/session', '/api/v1/units', '/api/v1/boundaries', '/api/v1/measures'])
      expect([path, (await asVisitor(path)).status]).toEqual([path, 200])
    const answer = await asVisitor('/api/v1/figures', question)
    expect(await answer.json()).toMatchObject({ rows: [{ 'dossiers.received': { value: 4 } }] })
    const rows = JSON.stringify({ ...NOVEMBER, measure: 'dossiers.received' })
    expect((await asVisitor('/api/v1/figures/rows', { method: 'POST', body: rows })).status).toBe(401)
    expect((await asVisitor('/api/v1/batches')).status).toBe(401)
    expect((await asVisitor('/api/v1/feeds')).status).toBe(401)
  })

  it('nobody behind a proxy sees anything', async () => {
    const answer = await asVisitor('/api/v1/figures', { ...question, headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect(answer.status).toBe(401)
  })

  it('the page says that it is sample data', async () => {
    expect(await (await asVisitor('/api/v1/session')).json()).toMatchObject({ sample: true, may: { rows: false } })
  })
})

describe('real data', () => {
  const rows = [
    { code: 'H13-that-1', receivingUnit: 'area:31459', receivedAt: '2026-11-20T08:00:00+07:00', status: '4' },
  ]

  it('ask first before they stand beside the sample', async () => {
    const batch = await opened.deliver('dataset=dossiers&feed=that&unit=area:92', 'that.csv', FOUR)
    const committed = await opened.commit(batch)
    expect(committed).toMatchObject({ status: 409, body: { code: 'IOC_SAMPLE_PRESENT' } })
    const pushed = await opened.call('POST', '/api/v1/push/dossiers', { feed: 'that', rows })
    expect(pushed).toMatchObject({ status: 409, body: { code: 'IOC_SAMPLE_PRESENT' } })
  })

  it('are not let in its place by somebody of a single unit, nor by another system', async () => {
    await opened.deliver('dataset=dossiers&feed=xa&unit=area:31459', 'xa.csv', FOUR)
    const officer = await signedIn(opened, { user: 'lan', role: 'officer', unit: 'area:31459' })
    const key = (await opened.call('POST', '/api/v1/keys', { title: 'iGate', rights: ['push'], feed: 'that' })).body.key
    const path = '/api/v1/push/dossiers?replaceSample=1'
    const answers = [
      await officer.call('POST', path, { feed: 'xa', rows }),
      await opened.call('POST', path, { feed: 'that', rows }, { authorization: `Bearer ${key}` }),
    ]
    for (const { status, body } of answers) expect([status, body.code]).toEqual([403, 'IOC_NOT_ALLOWED'])
    expect((await asVisitor('/api/v1/session')).status).toBe(200)
  })

  it('take its place when asked to, for good', async () => {
    const pushed = await opened.call('POST', '/api/v1/push/dossiers?replaceSample=1', { feed: 'that', rows })
    expect(pushed.status).toBe(200)
    const { rows: figures } = await opened.figures(NOVEMBER)
    expect(figures[0]).toMatchObject({ 'dossiers.received': { value: 1 }, 'dossiers.open': { value: 1 } })
    const { body } = await opened.call('GET', `/api/v1/batches/${sampleBatch}`)
    expect(body.state).toBe('withdrawn')
    expect(await missingSample(opened.program.stages)).toEqual([])
  })

  it('close the wall to visitors', async () => {
    expect((await asVisitor('/api/v1/session')).status).toBe(401)
  })

  it('are not asked again', async () => {
    const batch = await opened.deliver('dataset=dossiers&feed=that', 'that.csv', FOUR)
    expect((await opened.commit(batch)).status).toBe(200)
  })
})
