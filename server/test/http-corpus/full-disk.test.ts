import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { FOUR, NOVEMBER, open, TOKEN } from '../opened.ts'
import { dossier } from './stronghold.ts'

const TIB = 1024 ** 4
const { bavail, bsize } = statfsSync(tmpdir())

/** The disk is as full as the limit says: nobody has to fill one. */
describe.skipIf(bavail * bsize > TIB)('[T29] [U68] a disk that is nearly full', () => {
  const send = async (env: Record<string, string>) => {
    const opened = await open(env)
    try {
      const form = new FormData()
      form.set('file', new Blob([FOUR]), 'four.csv')
      const upload = await opened.ask('/api/v1/batches?dataset=dossiers&feed=mot-cua&unit=area:31459', {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}` },
        body: form,
      })
      const pushed = { feed: 'igate', rows: [dossier(1)] }
      const push = await opened.call('POST', '/api/v1/push/dossiers?unit=area:31459', pushed)
      const read = await opened.call('POST', '/api/v1/figures', NOVEMBER)
      return [upload, push, read].map(({ status, body }) => body.code ?? status)
    } finally {
      await opened.close()
    }
  }

  it('takes no file, and goes on counting what is pushed', async () => {
    expect(await send({ IOC_LIMIT_UPLOAD_FREE_BYTES: String(TIB) })).toEqual(['IOC_DISK_LOW', 200, 200])
  })

  it('that is fuller still writes nothing, and goes on answering', async () => {
    const env = { IOC_LIMIT_UPLOAD_FREE_BYTES: String(TIB), IOC_LIMIT_WRITE_FREE_BYTES: String(TIB) }
    expect(await send(env)).toEqual(['IOC_DISK_LOW', 'IOC_DISK_LOW', 200])
  })
})
