import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../shared/batch.ts'
import { FOUR, type Opened, open } from './opened.ts'
import { signedIn } from './people.ts'

let opened: Opened
let batch: Batch
beforeAll(async () => {
  opened = await open()
  batch = await opened.deliver('dataset=dossiers&feed=can-tho-mot-cua&unit=area:92', 'thang-11.csv', FOUR)
})
afterAll(() => opened.close())

const patch = (body: unknown) => opened.call('PATCH', `/api/v1/batches/${batch.id}`, body)
const checked = async (): Promise<Batch> => {
  await opened.program.stages.checking.ended(batch.id)
  return (await opened.call('GET', `/api/v1/batches/${batch.id}`)).body
}

describe('what an officer says of a file', () => {
  it('[U50] names a column that the dataset has, else hears which there are', async () => {
    for (const column of ['batch_id', 'ingested_at', 'id', 'statusx']) {
      const answer = await patch({ mapping: [{ header: 'Lĩnh vực', column }] })
      expect(answer).toMatchObject({ status: 400, body: { code: 'IOC_MAPPING_UNKNOWN', at: { target: column } } })
      expect(answer.body.known).toContain('receivedAt')
    }
  })

  it.each([
    { mapping: [{ header: '__proto__', column: 'field' }] },
    { mapping: [{ header: 'Lĩnh vực', column: 'constructor' }] },
    { mapping: [{ header: 'Lĩnh vực', column: 'prototype' }] },
    { repairs: [{ answer: '__proto__', value: 'x' }] },
    { repairs: [{ answer: 'constructor', value: 'x' }] },
  ])('[U51] holds no reserved name: %j', async (body) => {
    expect(await patch(body)).toMatchObject({ status: 400, body: { code: 'IOC_MAPPING_RESERVED' } })
  })

  it('[U52] gives one column to one header of a sheet', async () => {
    const answer = await patch({
      mapping: [
        { header: 'Lĩnh vực', column: 'procedureName' },
        { header: 'Chủ hồ sơ', column: 'procedureName' },
      ],
    })
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'IOC_MAPPING_TWICE', at: { target: 'procedureName', other: 'Lĩnh vực' } },
    })
  })

  it('[U53] is taken only from who may see the delivery', async () => {
    const elsewhere = await signedIn(opened, { user: 'vy', role: 'officer', unit: 'area:31459' })
    const answer = await elsewhere.call('PATCH', `/api/v1/batches/${batch.id}`, { answers: { 'column:Lĩnh vực': '' } })
    expect(answer).toMatchObject({ status: 404, body: { code: 'IOC_BATCH_UNKNOWN' } })
  })

  it.each([
    {},
    { answers: { x: 5 } },
    { answers: { x: 'y'.repeat(2001) } },
    { answers: { ['x'.repeat(401)]: 'y' } },
    { answers: { 'a\nb': 5 } },
    { repairs: Array.from({ length: 501 }, (_, at) => ({ answer: `value:field:${at}`, value: 'x' })) },
    { mapping: [{ header: 'Lĩnh vực' }] },
  ])('is refused where it is malformed or too much', async (body) => {
    expect(await patch(body)).toMatchObject({ status: 400, body: { code: 'IOC_BAD_REQUEST' } })
  })

  it('left the delivery as it was all the while', async () => {
    expect(await checked()).toMatchObject({ state: 'ready', rows: { accepted: 4 }, hasBytes: true })
  })

  it('is added to what was said before, and taken back by null', async () => {
    expect(await patch({ answers: { 'column:Lĩnh vực': '' } })).toMatchObject({
      status: 200,
      body: { state: 'checking' },
    })
    expect((await checked()).answers).toEqual({ 'column:Lĩnh vực': '' })
    await patch({
      mapping: [{ header: 'Hình thức nộp', column: null }],
      repairs: [{ answer: 'value:status:10', value: '10' }],
    })
    expect((await checked()).answers).toEqual({
      'column:Lĩnh vực': '',
      'column:Hình thức nộp': '',
      'value:status:10': '10',
    })
    await patch({ answers: { 'column:Lĩnh vực': null, 'value:status:10': null }, mapping: [] })
    const now = await checked()
    expect(now.answers).toEqual({ 'column:Hình thức nộp': '' })
    expect(now).toMatchObject({ state: 'ready', rows: { accepted: 4 } })
  })

  it('is taken from one of two who say something at the same moment', async () => {
    const both = await Promise.all([
      patch({ answers: { 'column:Lĩnh vực': '' } }),
      patch({ answers: { 'value:status:9': '9' } }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    await checked()
  })

  it('[U66] makes a commit that agreed to the earlier reading stale', async () => {
    const { mappingVersion } = await checked()
    await patch({ answers: { 'column:Lĩnh vực': null, 'column:Tên thủ tục hành chính': '' } })
    expect((await checked()).mappingVersion).not.toBe(mappingVersion)
    const stale = await opened.call('POST', `/api/v1/batches/${batch.id}/commit`, {
      sha256: batch.file?.sha256,
      mappingVersion,
    })
    expect(stale).toMatchObject({ status: 409, body: { code: 'IOC_MAPPING_MOVED' } })
  })
})

describe('a delivery that is over', () => {
  it('[U67] is neither previewed, answered nor committed any more', async () => {
    const gone = await opened.deliver('dataset=dossiers&feed=can-tho-mot-cua', 'bo.csv', `${FOUR}\r\n`)
    expect((await opened.call('DELETE', `/api/v1/batches/${gone.id}`)).status).toBe(204)
    const path = `/api/v1/batches/${gone.id}`
    expect((await opened.call('GET', `${path}/effect`)).body).toMatchObject({ code: 'IOC_BATCH_STATE' })
    expect((await opened.call('PATCH', path, { answers: { a: 'b' } })).status).toBe(409)
    expect((await opened.commit(gone)).status).toBe(409)
    expect((await opened.call('POST', `${path}/withdraw`)).status).toBe(409)
    expect((await opened.call('GET', path)).body).toMatchObject({ state: 'discarded', hasBytes: false })
  })

  it('cannot be thrown away once it counts', async () => {
    expect((await opened.commit(batch)).status).toBe(200)
    expect(await opened.call('DELETE', `/api/v1/batches/${batch.id}`)).toMatchObject({
      status: 409,
      body: { code: 'IOC_BATCH_STATE' },
    })
  })
})
