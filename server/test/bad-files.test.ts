import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BadFile } from '../../fixtures/bad/bad-file.ts'
import { BAD_FILES } from '../../fixtures/bad/list.ts'
import { dossierFile, NOVEMBER, type Opened, open, TOKEN } from './opened.ts'

let opened: Opened
let before: unknown
beforeAll(async () => {
  opened = await open()
  const good = dossierFile('000.21.45.H13-261102-0001;02/11/2026 08:00;06/11/2026;04/11/2026 10:00;10')
  await opened.commit(await opened.deliver('dataset=dossiers&feed=can-tho&unit=area:92', 'tot.csv', good))
  before = (await opened.figures(NOVEMBER)).rows
})
afterAll(() => opened.close())

/** What the caller hears of a file in the end: the refusal of the upload, or that of the batch, or its faults. */
async function deliver(file: BadFile): Promise<{ status: number; code: string | null; rules: string[]; id?: string }> {
  const form = new FormData()
  form.set('file', new Blob([file.make() as BlobPart]), file.name)
  const headers = { authorization: `Bearer ${TOKEN}` }
  const address = `${opened.url}/api/v1/batches?dataset=${file.dataset}&feed=bad-${file.dataset}`
  const response = await fetch(address, { method: 'POST', body: form, headers })
  const sent = (await response.json()) as { id: string; code: string }
  if (response.status !== 202) return { status: response.status, code: sent.code, rules: [] }
  await opened.program.stages.checking.ended(sent.id)
  const { body } = await opened.call('GET', `/api/v1/batches/${sent.id}`)
  const rules = body.issues.map((issue: { rule: string }) => issue.rule)
  return { status: body.problem?.status ?? 202, code: body.problem?.code ?? null, rules, id: sent.id }
}

describe('a hostile or broken file', () => {
  it.each(BAD_FILES.map((file) => [file.id, file.name.slice(0, 60), file] as const))(
    '%s %s is met as the list says',
    async (_id, _name, file) => {
      const heard = await deliver(file)
      if (file.code !== null) expect(heard).toMatchObject({ status: file.status, code: file.code })
      else if (file.rule !== null) expect(heard.rules).toContain(file.rule)
      else expect(heard.code === null || heard.code === 'IOC_ROWS_REFUSED').toBe(true)
      if (heard.id !== undefined) await opened.call('DELETE', `/api/v1/batches/${heard.id}`)
    },
  )

  it('has changed no figure, left no bytes and polluted nothing', async () => {
    expect((await opened.figures(NOVEMBER)).rows).toEqual(before)
    expect(await readdir(join(opened.program.stages.dataDir, 'inbox'))).toEqual([])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
