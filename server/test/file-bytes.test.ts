import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { dossierFile, type Opened, open, sha256 } from './opened.ts'

const QUERY = 'dataset=dossiers&feed=can-tho-mot-cua&unit=area:92'
const DAY_MS = 86_400_000

/** One good dossier and one whose day does not exist. */
const HALF = dossierFile(
  '000.21.45.H13-261105-0011;05/11/2026 08:00;06/11/2026;;4',
  '000.21.45.H13-261106-0012;31/02/2026 08:00;09/11/2026;;4',
)
const GOOD = dossierFile('000.21.45.H13-261107-0013;07/11/2026 08:00;10/11/2026;;4')

let opened: Opened
afterEach(() => opened.close())

const inbox = () => readdir(join(opened.program.stages.dataDir, 'inbox'))
const partly = async () => {
  const batch = await opened.deliver(QUERY, 'nua.csv', HALF)
  const agreed = { sha256: batch.file?.sha256, dropRejected: true }
  expect((await opened.call('POST', `/api/v1/batches/${batch.id}/commit`, agreed)).status).toBe(200)
  return batch
}
const hasBytes = async (id: string) => (await opened.call('GET', `/api/v1/batches/${id}`)).body.hasBytes

describe('the bytes of a file', () => {
  it('that counted without its faulty rows stay a day, so that it can be given back; then they go', async () => {
    opened = await open()
    const { bytes } = opened.program.stages
    const batch = await partly()
    expect(await hasBytes(batch.id)).toBe(true)
    opened.clock.set(new Date(opened.clock.now().getTime() + DAY_MS - 1000))
    await bytes.sweep()
    expect(await inbox()).toEqual([sha256(HALF)])
    opened.clock.set(new Date(opened.clock.now().getTime() + 2000))
    await bytes.sweep()
    expect(await inbox()).toEqual([])
    expect(await hasBytes(batch.id)).toBe(false)
  })

  it('go with the commit where the operator keeps none', async () => {
    opened = await open({ IOC_LIMIT_RETURNED_HOURS: '0' })
    const batch = await partly()
    expect(await hasBytes(batch.id)).toBe(false)
  })

  it('go at once where every row counts, and with the withdrawal of a half', async () => {
    opened = await open()
    const whole = await opened.deliver(QUERY, 'tot.csv', GOOD)
    expect((await opened.commit(whole)).status).toBe(200)
    expect(await inbox()).toEqual([])
    const half = await partly()
    expect((await opened.call('POST', `/api/v1/batches/${half.id}/withdraw`)).status).toBe(200)
    expect(await inbox()).toEqual([])
  })

  it('that a crash left behind go at the next start, those of waiting files stay', async () => {
    opened = await open()
    const { stages } = opened.program
    const waiting = await opened.deliver(QUERY, 'cho.csv', GOOD)
    const folder = join(stages.dataDir, 'inbox')
    await writeFile(join(folder, sha256('orphan')), 'orphan')
    await writeFile(join(folder, 'not-ours.txt'), 'x')
    await stages.checking.resume()
    expect((await inbox()).sort()).toEqual([sha256(GOOD), 'not-ours.txt'].sort())
    expect(await hasBytes(waiting.id)).toBe(true)
  })

  it('are gone for an answer too: the file has to be sent again', async () => {
    opened = await open()
    const batch = await opened.deliver(QUERY, 'mat.csv', GOOD)
    await opened.program.stages.intake.drop(sha256(GOOD))
    const answer = await opened.call('PATCH', `/api/v1/batches/${batch.id}`, { answers: { 'column:Lĩnh vực': '' } })
    expect(answer).toMatchObject({ status: 409, body: { code: 'IOC_NO_BYTES' } })
    expect((await opened.commit(batch)).status).toBe(200)
  })
})

describe('a delivery in the list', () => {
  it('names its first twenty faults, by itself all of them, and where the same bytes counted before', async () => {
    opened = await open()
    const lines = Array.from(
      { length: 25 },
      (_, at) => `000.21.45.H13-2611-${at};${at + 32}/11/2026 08:00;27/11/2026;;4`,
    )
    const faulty = await opened.deliver(QUERY, 'nhieu-loi.csv', dossierFile(...lines))
    expect(faulty.issues.length).toBeGreaterThan(20)
    const good = await opened.deliver(QUERY, 'tot.csv', GOOD)
    await opened.commit(good)
    const same = await opened.deliver(QUERY, 'tot-lai.csv', GOOD)
    const elsewhere = await opened.deliver('dataset=dossiers&feed=nguon-khac&unit=area:92', 'tot.csv', GOOD)
    const { batches } = (await opened.call('GET', '/api/v1/batches')).body
    const listed = (id: string) => batches.find((batch: { id: string }) => batch.id === id)
    expect(listed(faulty.id).issues).toHaveLength(20)
    expect(listed(same.id)).toMatchObject({ hasBytes: true, sameAs: { batch: good.id, seq: expect.any(Number) } })
    expect(same.sameAs).toMatchObject({ batch: good.id })
    expect(listed(good.id).sameAs).toBeUndefined()
    expect(elsewhere.sameAs).toBeUndefined()
  })
})
