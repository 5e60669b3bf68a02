import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { besiege, harmOf, type Siege } from './siege.ts'

let siege: Siege
beforeAll(async () => {
  siege = await besiege()
}, 120_000)
afterAll(() => siege.hold.close())

describe('files of the corpus', () => {
  const feature = (coordinates: unknown, properties: object = {}) => ({
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: { code: '31459', ...properties }, geometry: { type: 'Polygon', coordinates } },
    ],
  })
  const ring = (points: number[][]) => [[...points, points[0]]]
  const square = ring([
    [105.7, 9.9],
    [105.8, 9.9],
    [105.8, 10],
  ])

  it.each([
    [
      'A60',
      'coordinates of 1e9',
      JSON.stringify(
        feature(
          ring([
            [1e9, 9],
            [1e9, 10],
            [105, 10],
          ]),
        ),
      ),
      'IOC_GEOJSON_RANGE',
    ],
    ['A60', 'NaN', JSON.stringify(feature([[[105, 9]]])).replace('105', 'NaN'), 'IOC_JSON_SYNTAX'],
    [
      'A60',
      'an open ring',
      JSON.stringify(
        feature([
          [
            [105, 9],
            [106, 9],
            [106, 10],
            [105, 10],
          ],
        ]),
      ),
      'IOC_GEOJSON_RING',
    ],
    ['A60', '210,000 corners', JSON.stringify(feature(ring(Array(210_000).fill([105, 9])))), 'IOC_GEOJSON_TOO_BIG'],
    ['A60', 'depth 1,000', `{"type":"FeatureCollection","features":${'['.repeat(1000)}${']'.repeat(1000)}}`, null],
    [
      'A61',
      'latitude before longitude',
      JSON.stringify(
        feature(
          ring([
            [9.9, 105.7],
            [9.9, 105.8],
            [10, 105.8],
          ]),
        ),
      ),
      'IOC_GEOJSON_SWAPPED',
    ],
  ])('[%s] a map with %s is refused by name', async (_, __, text, code) => {
    const batch = await verdictOn('boundaries', 'ranh-gioi', 'map.geojson', text)
    expect(batch.state).toBe('refused')
    if (code !== null) expect(batch.problem.code).toBe(code)
  })

  it('[A60] properties with HTML in them are left out', async () => {
    const text = JSON.stringify(feature(square, { name: '<img src=x onerror=alert(1)>' }))
    const batch = await verdictOn('boundaries', 'ranh-gioi', 'map.geojson', text)
    expect(batch.droppedColumns).toContain('name')
    expect(JSON.stringify(batch)).not.toContain('onerror')
  })

  it('[A62] what a citizen wrote is no column here: it is named and left out', async () => {
    const hostile = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) 😀'
    const text = `Mã phản ánh;Đơn vị;Ngày tiếp nhận;Nội dung\r\nPA1;area:31459;05/11/2026;${hostile}\r\n`
    const batch = await verdictOn('feedback', 'phan-anh', 'pa.csv', text)
    expect(batch.droppedColumns).toEqual(['Nội dung'])
    expect(JSON.stringify(batch)).not.toMatch(/onerror|javascript:/)
  })

  async function verdictOn(dataset: string, feed: string, name: string, text: string) {
    const form = new FormData()
    form.set('file', new Blob([text]), name)
    const path = `/api/v1/batches?dataset=${dataset}&feed=${feed}&unit=area:92`
    const sent = await siege.hold.program.call(path, { method: 'POST', body: form })
    const { id } = (await sent.json()) as { id: string }
    return expect
      .poll(async () => (await siege.ask({ path: `/api/v1/batches/${id}`, as: 'operator' })).body, { timeout: 20_000 })
      .toMatchObject({ state: expect.stringMatching(/^(ready|refused|asking)$/) })
      .then(async () => (await siege.ask({ path: `/api/v1/batches/${id}`, as: 'operator' })).body)
  }
})

describe('after all of it', () => {
  it('everything that counts is as it was', async () => {
    const counting = (sums: Record<string, string>) =>
      Object.entries(sums).filter(([name]) => !/^(staging_|batch_datasets$|feeds$|feed_changes$)/.test(name))
    expect(counting(await siege.hold.checksums())).toEqual(counting(siege.before))
  })

  it('the same process answers, and nothing failed that should not', async () => {
    expect(await harmOf(siege)).toEqual([])
  })
})
