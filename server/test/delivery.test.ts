import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../shared/batch.ts'
import { dossierFile, FOUR, NOVEMBER, type Opened, open, sha256, TOKEN } from './opened.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
})
afterAll(() => opened.close())

const values = async () => {
  const { rows } = await opened.figures(NOVEMBER)
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([id, cell]) => [id, (cell as { value: number }).value]))
}
const QUERY = 'dataset=dossiers&feed=can-tho-mot-cua&unit=area:92'

describe('the way of a file', () => {
  let batch: Batch

  it('begins with a delivery that is checked and counts nowhere yet', async () => {
    batch = await opened.deliver(QUERY, '..\\hồ sơ\u202Etháng 11.csv', FOUR)
    expect(batch).toMatchObject({
      dataset: 'dossiers',
      feed: 'can-tho-mot-cua',
      state: 'ready',
      file: { size: Buffer.byteLength(FOUR), sha256: sha256(FOUR) },
      rows: { read: 4, accepted: 4, rejected: 0, new: 4 },
      droppedColumns: ['Chủ hồ sơ'],
      receivedBy: 'admin-token',
    })
    expect(batch.file?.name).toBe('hồ sơtháng 11.csv')
    const { rows } = await opened.figures(NOVEMBER)
    expect(rows[0]?.['dossiers.received']).toEqual({ value: null, none: 'noData' })
  })

  it('shows beforehand what the wall will say', async () => {
    const { status, body } = await opened.call('GET', `/api/v1/batches/${batch.id}/effect`)
    expect(status).toBe(200)
    const received = body.figures.filter((line: { measure: string }) => line.measure === 'dossiers.received')
    expect(received).not.toEqual([])
    for (const line of received) expect(line).toMatchObject({ period: '2026-11', after: 4 })
  })

  it('counts only what was previewed', async () => {
    const path = `/api/v1/batches/${batch.id}/commit`
    const other = await opened.call('POST', path, { sha256: sha256('another file') })
    expect(other).toMatchObject({ status: 409, body: { code: 'IOC_SHA_MISMATCH' } })
    const moved = await opened.call('POST', path, { sha256: batch.file?.sha256, mappingVersion: 'older' })
    expect(moved).toMatchObject({ status: 409, body: { code: 'IOC_MAPPING_MOVED' } })
  })

  it('counts after the commit, by the definitions of the figures', async () => {
    const committed = await opened.commit(batch)
    expect(committed).toMatchObject({ status: 200, body: { seq: expect.any(Number) } })
    expect(await values()).toEqual({
      'dossiers.received': 4,
      'dossiers.onTimeRate': 2 / 3,
      'dossiers.open': 1,
      'dossiers.overdue': 1,
    })
    const again = await opened.commit(batch)
    expect(again).toMatchObject({ status: 409, body: { code: 'IOC_BATCH_COUNTED', at: { by: 'admin-token' } } })
  })

  it('leads from a number to its rows, at the same seq, without a code or a name', async () => {
    const { body } = await opened.call('POST', '/api/v1/figures/rows', { ...NOVEMBER, measure: 'dossiers.received' })
    expect(body.total).toBe(4)
    expect(body.rows).toHaveLength(4)
    expect(body.rows[0]).toMatchObject({ batch: batch.id, file: batch.file?.name, resolvingUnit: 'vn-31459' })
    expect(JSON.stringify(body)).not.toMatch(/H13-2611|Nguyễn Văn Mẫu/)
  })

  it('keeps the bytes no longer than they are needed', async () => {
    expect(await readdir(join(opened.program.stages.dataDir, 'inbox'))).toEqual([])
  })

  it('can be gone back', async () => {
    const { body: effect } = await opened.call('GET', `/api/v1/batches/${batch.id}/withdraw/effect`)
    expect(effect.figures).not.toEqual([])
    const gone = await opened.call('POST', `/api/v1/batches/${batch.id}/withdraw`, { reason: 'sai kỳ' })
    expect(gone.status).toBe(200)
    const { rows } = await opened.figures(NOVEMBER)
    expect(rows[0]?.['dossiers.received']).toEqual({ value: null, none: 'noData' })
    const { body } = await opened.call('GET', `/api/v1/batches/${batch.id}`)
    expect(body).toMatchObject({ state: 'withdrawn', withdrawnSeq: gone.body.seq })
  })
})

describe('a delivery', () => {
  it('with a fault is refused whole, and can be committed without the faulty rows', async () => {
    const file = dossierFile(
      '000.21.45.H13-261105-0011;05/11/2026 08:00;06/11/2026;;4',
      '000.21.45.H13-261106-0012;31/02/2026 08:00;09/11/2026;;4',
    )
    const batch = await opened.deliver(QUERY, 'loi.csv', file)
    expect(batch).toMatchObject({ state: 'refused', rows: { read: 2, accepted: 1, rejected: 1 } })
    expect(batch.issues.find(({ severity }) => severity === 'error')).toMatchObject({
      column: 'Ngày tiếp nhận',
      value: '31/02/2026 08:00',
      firstRows: [3],
    })
    const path = `/api/v1/batches/${batch.id}/commit`
    const whole = await opened.call('POST', path, { sha256: batch.file?.sha256 })
    expect(whole.status).toBe(409)
    const partly = await opened.call('POST', path, { sha256: batch.file?.sha256, dropRejected: true })
    expect(partly.status).toBe(200)
    await opened.call('POST', `/api/v1/batches/${batch.id}/withdraw`)
  })

  it('can be thrown away before it counts', async () => {
    const batch = await opened.deliver(QUERY, 'bo.csv', FOUR)
    expect((await opened.call('DELETE', `/api/v1/batches/${batch.id}`)).status).toBe(204)
    const { body } = await opened.call('GET', `/api/v1/batches/${batch.id}`)
    expect(body.state).toBe('discarded')
    expect((await opened.commit(batch)).status).toBe(409)
  })

  it('of the same bytes twice keeps them until the second is done with them', async () => {
    const [one, two] = [await opened.deliver(QUERY, 'a.csv', FOUR), await opened.deliver(QUERY, 'b.csv', FOUR)]
    await opened.call('DELETE', `/api/v1/batches/${one.id}`)
    expect(await readdir(join(opened.program.stages.dataDir, 'inbox'))).toEqual([sha256(FOUR)])
    await opened.call('DELETE', `/api/v1/batches/${two.id}`)
    expect(await readdir(join(opened.program.stages.dataDir, 'inbox'))).toEqual([])
  })

  it.each([
    ['dataset=dossier&feed=x', 404, 'IOC_UNKNOWN_DATASET'],
    ['dataset=dossiers', 400, 'IOC_BAD_REQUEST'],
    ['dataset=dossiers&feed=../x', 400, 'IOC_BAD_REQUEST'],
    ['dataset=dossiers&feed=x&unit=area:99999', 400, 'IOC_UNKNOWN_UNIT'],
    ['dataset=dossiers&feed=x&period=2026-13', 400, 'IOC_BAD_REQUEST'],
    ['dataset=feedback&feed=can-tho-mot-cua', 409, 'IOC_FEED_CONFLICT'],
    ['dataset=dossiers&feed=can-tho-mot-cua&unit=area:31459', 409, 'IOC_FEED_CONFLICT'],
  ])('addressed by %s is %i %s', async (query, status, code) => {
    const form = new FormData()
    form.set('file', new Blob([FOUR]), 'x.csv')
    const authorization = `Bearer ${TOKEN}`
    const response = await fetch(`${opened.url}/api/v1/batches?${query}`, {
      method: 'POST',
      body: form,
      headers: { authorization },
    })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code })
  })
})

describe('a form', () => {
  const send = async (form: FormData) => {
    const headers = { authorization: `Bearer ${TOKEN}` }
    const response = await fetch(`${opened.url}/api/v1/batches?${QUERY}`, { method: 'POST', body: form, headers })
    return { status: response.status, code: ((await response.json()) as { code: string }).code }
  }
  const inbox = () => readdir(join(opened.program.stages.dataDir, 'inbox'))

  it('without a file is refused', async () => {
    const form = new FormData()
    form.set('note', 'x')
    expect(await send(form)).toEqual({ status: 422, code: 'IOC_NO_FILE' })
  })

  it('with the file in another field is refused', async () => {
    const form = new FormData()
    form.set('upload', new Blob([FOUR]), 'x.csv')
    expect(await send(form)).toEqual({ status: 422, code: 'IOC_NO_FILE' })
  })

  it('with two files is refused and leaves nothing behind', async () => {
    const form = new FormData()
    form.append('file', new Blob([FOUR]), 'a.csv')
    form.append('file', new Blob([`${FOUR}x`]), 'b.csv')
    expect(await send(form)).toEqual({ status: 413, code: 'IOC_MULTIPART_LIMIT' })
    expect(await inbox()).toEqual([])
  })

  it('with an empty file is refused', async () => {
    const form = new FormData()
    form.set('file', new Blob([]), 'x.csv')
    expect(await send(form)).toEqual({ status: 422, code: 'IOC_FILE_EMPTY' })
  })

  it('whose file is too large hears so, and leaves nothing behind', async () => {
    const form = new FormData()
    form.set('file', new Blob([`PK\u0003\u0004${'x'.repeat(51 * 1024 * 1024)}`]), 'x.xlsx')
    expect(await send(form)).toEqual({ status: 413, code: 'IOC_FILE_TOO_LARGE' })
    expect(await inbox()).toEqual([])
  })

  it('that breaks off leaves nothing behind', async () => {
    const { port } = new URL(opened.url)
    const head = `POST /api/v1/batches?${QUERY} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n`
    const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\nMã hồ sơ;'
    const socket = connect(Number(port), '127.0.0.1')
    await new Promise<void>((resolve) => socket.write(head + part, () => resolve()))
    await expect.poll(inbox).toHaveLength(1)
    socket.destroy()
    await expect.poll(inbox).toEqual([])
  })
})
