import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BAD_FILES } from '../../../fixtures/bad/list.ts'
import { dossierFile } from '../opened.ts'
import { type City, type Heard, openCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
}, 120_000)
afterAll(() => city.close())

const one = (no: string) => dossierFile(`000.21.45.H13-261105-${no};05/11/2026 08:00;27/11/2026;;4`)
const deliver = (no: string): Promise<Heard> =>
  city.send({ name: `${no}.csv`, dataset: 'dossiers', feed: 'can-tho', unit: 'area:92', bytes: Buffer.from(one(no)) })
const commit = async ({ batch }: Heard, over: object = {}) => {
  const answer = await city.program.post(`/api/v1/batches/${batch?.id}/commit`, {
    sha256: batch?.file?.sha256,
    ...over,
  })
  return { status: answer.status, code: ((await answer.json()) as { code?: string }).code }
}
const get = async (path: string) => {
  const answer = await city.program.call(path)
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

describe('a decision about a file', () => {
  it('[U66] names the bytes and the reading that were looked at', async () => {
    const heard = await deliver('0001')
    expect(await commit(heard, { sha256: 'a'.repeat(64) })).toEqual({ status: 409, code: 'IOC_SHA_MISMATCH' })
    expect(await commit(heard, { mappingVersion: 'older' })).toEqual({ status: 409, code: 'IOC_MAPPING_MOVED' })
    await city.discard(heard)
    expect(await city.harm()).toEqual([])
  })

  it('[U67] of two at once counts once; after its end there is nothing to decide', async () => {
    const heard = await deliver('0002')
    const both = await Promise.all([commit(heard), commit(heard)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    await city.watch.again()
    expect((await commit(heard)).status).toBe(409)
    const gone = await deliver('0003')
    await city.discard(gone)
    expect((await commit(gone)).status).toBe(409)
    expect((await get(`/api/v1/batches/${gone.batch?.id}/effect`)).status).toBe(409)
    expect((await get(`/api/v1/batches/${gone.batch?.id}/sheet`)).body).toMatchObject({ code: 'IOC_NO_BYTES' })
    expect(await city.harm()).toEqual([])
  })
})

describe('a look into a file', () => {
  it('[B6] that is a bomb marks nothing and shows nothing', async () => {
    const bombs = BAD_FILES.filter(({ name }) => /^(khoang-trang|bom|lap-chu)\./.test(name))
    expect(bombs).toHaveLength(3)
    for (const bomb of bombs) {
      const heard = await city.send({ ...bomb, bytes: bomb.make() })
      const path = `/api/v1/batches/${heard.batch?.id}`
      const refused = { status: 413, body: { code: bomb.code } }
      expect(await get(`${path}/workbook`)).toMatchObject(refused)
      // A look goes no further than it has to: it may end before the bomb does.
      const seen = await get(`${path}/sheet`)
      expect(seen).toMatchObject(seen.status === 200 ? { body: { rows: [] } } : refused)
      await city.discard(heard)
      expect(await city.harm()).toEqual([])
    }
  })

  it.each(['from=9999999', 'sheet=999', 'sheet=999&from=9999999&rows=100&faulty=1'])(
    '[B7] beyond its end (%s) finds nothing',
    async (query) => {
      const heard = await deliver('0004')
      expect(await get(`/api/v1/batches/${heard.batch?.id}/sheet?${query}`)).toMatchObject({
        status: 200,
        body: { rows: [], next: null },
      })
      await city.discard(heard)
      expect(await city.harm()).toEqual([])
    },
  )
})

describe('[B5] what was said of an earlier file', () => {
  const list = (text: string) => Buffer.from(one('0005').replaceAll('Hộ tịch', text))
  const send = (bytes: Buffer) => city.send({ name: 'a.csv', dataset: 'dossiers', feed: 'nho', unit: 'area:92', bytes })

  it('is left out where the next one does not bear it', async () => {
    const first = await send(list('Hộ tịch'))
    const said = { 'column:Lĩnh vực': 'procedureName', 'column:Tên thủ tục hành chính': '' }
    const answered = await city.answer(first.batch?.id ?? '', {
      ...said,
      'value:status:4': '10',
      'dates:receivedAt': 'mdy',
    })
    expect(answered.code).toBeNull()
    expect((await commit(answered, { mappingVersion: answered.batch?.mappingVersion })).status).toBe(200)
    await city.watch.again()
    const next = await send(Buffer.from(one('0006').replace('05/11/2026', '25/11/2025')))
    expect(next.batch?.remembered).not.toContain('dates:receivedAt')
    await city.discard(next)
    expect(await city.harm()).toEqual([])
  })
})
