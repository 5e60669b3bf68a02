import { afterAll, beforeAll, expect, it } from 'vitest'
import { asVni, type Written, write } from '../../fixtures/forms/encodings.ts'
import type { Batch } from '../../shared/batch.ts'
import { dossierFile, type Opened, open } from './opened.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
})
afterAll(() => opened.close())

async function answer({ id }: Batch, answers: Record<string, string>): Promise<Batch> {
  const { status } = await opened.call('PATCH', `/api/v1/batches/${id}`, { answers })
  expect(status).toBeLessThan(300)
  await opened.program.stages.checking.ended(id)
  return (await opened.call('GET', `/api/v1/batches/${id}`)).body as Batch
}

const month = (number: number) =>
  dossierFile(`000.21.45.H13-26110${number}-0001;0${number}/11/2026 08:00;06/11/2026;05/11/2026 10:00;10`)

it.each<[Written, string]>([
  ['tcvn3', 'tcvn3'],
  ['vni', 'vni'],
  ['windows-1258', 'windows-1258'],
  ['utf-16le', 'utf-16le'],
])('a file in %s is confirmed once, and the next one of its feed needs no question', async (written, encoding) => {
  const query = `dataset=dossiers&feed=${written}&unit=area:92`
  const first = await opened.deliver(query, 'thang-1.csv', write(month(2), written))
  expect(first.state).toBe('asking')
  expect(first.questions).toMatchObject([{ id: 'encoding', likely: encoding }])
  expect(first.questions?.[0]?.choices[0]?.preview?.join()).toContain('Đăng ký khai sinh')
  expect(JSON.stringify(first)).not.toContain('Nguyễn Văn')
  const read = await answer(first, { encoding })
  expect(read).toMatchObject({ state: 'ready', format: { kind: 'csv', encoding, delimiter: ';' } })
  expect(read.rows).toMatchObject({ read: 1, accepted: 1 })
  expect((await opened.commit(read)).status).toBe(200)

  const next = await opened.deliver(query, 'thang-2.csv', write(month(3), written))
  expect(next).toMatchObject({ state: 'ready', remembered: ['encoding'], format: { encoding } })

  // Known rows in another encoding are the same rows.
  const again = await opened.deliver(query, 'thang-1-utf8.csv', month(2))
  expect(again.rows).toMatchObject({ accepted: 1, unchanged: 1, new: 0 })
})

it('a text typed in an old font inside Unicode is confirmed once too', async () => {
  const query = 'dataset=dossiers&feed=phong-cu&unit=area:92'
  const first = await opened.deliver(query, 'thang-1.csv', asVni(month(4)))
  expect(first.questions).toMatchObject([{ id: 'legacy', likely: 'vni' }])
  const read = await answer(first, { legacy: 'vni' })
  expect(read).toMatchObject({ state: 'ready', rows: { accepted: 1 } })
  expect((await opened.commit(read)).status).toBe(200)
  const next = await opened.deliver(query, 'thang-2.csv', asVni(month(5)))
  expect(next).toMatchObject({ state: 'ready', remembered: ['legacy'] })
})
