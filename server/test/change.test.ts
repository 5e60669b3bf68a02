import { afterAll, beforeAll, expect, it } from 'vitest'
import { FOUR, type Opened, open } from './opened.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
})
afterAll(() => opened.close())

const CHANGE = '/api/v1/figures/change'

it('the running program says why a figure moved, which row of which file did it, and refuses what it does not understand', async () => {
  const batch = await opened.deliver('dataset=dossiers&feed=can-tho-mot-cua&unit=area:92', 'thang-11.csv', FOUR)
  const { body: committed } = await opened.commit(batch)
  const asked = {
    measure: 'dossiers.received',
    unit: 'area:92',
    period: { name: '2026-11' },
    from: { seq: committed.seq - 1 },
    to: { seq: committed.seq },
  }
  const { status, body } = await opened.call('POST', CHANGE, asked)
  // Nobody had delivered before: from no figure to the four of the file.
  expect([status, body.before.figure.none, body.after.figure.value, body.delta]).toEqual([200, 'noData', 4, null])
  const rows = body.parts.reduce((sum: number, part: { rows: number }) => sum + part.rows, 0)
  expect(rows).toBe(4)
  const [part] = body.parts
  const page = await opened.call('POST', `${CHANGE}/rows`, { ...asked, part: part.part })
  expect(page.status).toBe(200)
  expect(page.body.rows).toHaveLength(part.rows)
  expect(page.body.rows[0]).toMatchObject({
    file: 'thang-11.csv',
    batch: batch.id,
    before: 0,
    after: 1,
    seq: committed.seq,
  })
  expect(JSON.stringify(page.body)).not.toMatch(/H13-2611|Nguyễn Văn Mẫu/)

  expect((await opened.call('POST', CHANGE, { ...asked, by: ['unit'] })).status).toBe(400)
  expect((await opened.call('POST', `${CHANGE}/rows`, { ...asked, part: 'other' })).status).toBe(400)
  expect((await opened.call('POST', `${CHANGE}/rows`, { ...asked, part: part.part, after: 'x' })).status).toBe(400)
})
