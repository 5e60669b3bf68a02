import type { Program } from '../../server/test/program.ts'
import type { Batch } from '../../shared/batch.ts'

const BUSY = ['receiving', 'checking']

/** Sends a file and waits until it is checked. @param query - dataset, feed, unit, period */
export async function send(program: Program, query: string, name: string, content: Buffer): Promise<Batch> {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(content)]), name)
  const sent = await program.call(`/api/v1/batches?${query}`, { method: 'POST', body: form })
  if (!sent.ok) throw new Error(`the file was not taken: ${await sent.text()}`)
  const { id } = (await sent.json()) as { id: string }
  for (;;) {
    const batch = (await (await program.call(`/api/v1/batches/${id}`)).json()) as Batch
    if (!BUSY.includes(batch.state)) return batch
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Sends a faultless file and makes it count. */
export async function deliver(program: Program, query: string, name: string, content: Buffer): Promise<void> {
  const batch = await send(program, query, name, content)
  const answer = await program.post(`/api/v1/batches/${batch.id}/commit`, { sha256: batch.file?.sha256 })
  if (!answer.ok) throw new Error(`the commit was refused: ${await answer.text()}`)
}
