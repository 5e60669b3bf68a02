import { setTimeout as sleep } from 'node:timers/promises'
import { ANSWERED_FILES } from '../../../fixtures/bad/answered.ts'
import type { BadFile } from '../../../fixtures/bad/bad-file.ts'
import { BAD_FILES } from '../../../fixtures/bad/list.ts'
import type { Batch } from '../../../shared/batch.ts'
import { freshDatabase } from '../database.ts'
import { dossierFile } from '../opened.ts'
import { type Program, removeDataFolders, startProgram } from '../program.ts'
import { openWatch, type Watch } from './watch.ts'

/** The program in a process of its own, with a month that counts and a watch over everything that could be moved. */
export interface City {
  program: Program
  port: number
  watch: Watch
  /** Sends a form with one file, and waits until it is checked. */
  send(file: Sent): Promise<Heard>
  /** Says something of a file, and waits until it is checked again. */
  answer(id: string, answers: Record<string, string | null>): Promise<Heard>
  /** Throws a file away. */
  discard(heard: Heard): Promise<void>
  /** Everything of the watch, and every answer so far that says that the program failed. */
  harm(): Promise<string[]>
  close(): Promise<void>
}

/** A file on its way in. */
export interface Sent extends Pick<BadFile, 'name' | 'dataset'> {
  bytes: Buffer
  /** A feed of its own, so that nothing is remembered of others; absent = the feed of the dataset. */
  feed?: string
  /** Whose rows the feed speaks of; absent = An Giang, of which the prepared files speak. */
  unit?: string
}

/** What its sender hears in the end: the refusal of the upload, or of the file, or its faults and questions. */
export interface Heard {
  status: number
  code: string | null
  rules: string[]
  asks: string[]
  batch: Batch | null
}

const ENV = { IOC_SECRET: 'n0tForUse!'.repeat(4), IOC_TEST_NOW: '2026-11-22T09:00:00+07:00' }
const WARMING = 4

/** Opens it; two files are read before the watch begins, so that every pool and every feed is there. */
export async function openCity(env: Record<string, string> = {}): Promise<City> {
  const database = await freshDatabase()
  const program = await startProgram({ env: { ...ENV, ...env, IOC_DATABASE_URL: database.url } })
  try {
    return await prepare(program, database)
  } catch (error) {
    await program.stop()
    throw error
  }
}

async function prepare(program: Program, database: Awaited<ReturnType<typeof freshDatabase>>): Promise<City> {
  const failures: string[] = []
  const call = async (path: string, init?: RequestInit) => {
    const response = await program.call(path, init)
    const text = await response.text()
    // biome-ignore lint/suspicious/noExplicitAny: an answer of any route
    const body: any = text === '' ? null : JSON.parse(text)
    if (response.status >= 500) failures.push(`${init?.method ?? 'GET'} ${path} is ${response.status} ${body?.code}`)
    return { status: response.status, body }
  }
  const heard = async (id: string): Promise<Heard> => {
    for (;;) {
      const { body } = await call(`/api/v1/batches/${id}`)
      const { state, problem, issues, questions = [] } = body
      if (state === 'receiving' || state === 'checking') await sleep(15)
      else {
        if (problem?.status >= 500) failures.push(`a check ended in ${problem.code}`)
        return {
          status: problem?.status ?? 202,
          code: problem?.code ?? null,
          rules: issues.map(({ rule }: { rule: string }) => rule),
          asks: questions.map(({ id: question }: { id: string }) => question),
          batch: body,
        }
      }
    }
  }
  const send: City['send'] = async ({ name, dataset, bytes, feed = `bad-${dataset}`, unit = 'area:91' }) => {
    const form = new FormData()
    form.set('file', new Blob([bytes as BlobPart]), name)
    const path = `/api/v1/batches?dataset=${dataset}&feed=${feed}&unit=${unit}`
    const sent = await call(path, { method: 'POST', body: form })
    if (sent.status === 202) return heard(sent.body.id)
    return { status: sent.status, code: sent.body.code, rules: [], asks: [], batch: null }
  }
  const discard: City['discard'] = async ({ batch }) => {
    if (!batch) return
    const { status } = await call(`/api/v1/batches/${batch.id}`, { method: 'DELETE' })
    if (status !== 204) throw new Error(`${batch.id} was not thrown away: ${status}`)
  }
  const good = dossierFile('000.21.45.H13-261102-0001;02/11/2026 08:00;06/11/2026;04/11/2026 10:00;10')
  const counting = { name: 'tot.csv', dataset: 'dossiers', feed: 'can-tho', unit: 'area:92', bytes: Buffer.from(good) }
  const first = await send(counting)
  const agreed = { sha256: first.batch?.file?.sha256 }
  const committed = await program.post(`/api/v1/batches/${first.batch?.id}/commit`, agreed)
  if (committed.status !== 200) throw new Error(await committed.text())
  for (const dataset of new Set([...BAD_FILES, ...ANSWERED_FILES].map((file) => file.dataset))) {
    const warm = Array.from({ length: WARMING }, () => send({ name: 'x.csv', dataset, bytes: Buffer.from('x') }))
    for (const one of await Promise.all(warm)) await discard(one)
  }
  const watch = await openWatch({ pid: program.pid, dataDir: program.dataDir, databaseUrl: database.url })
  return {
    program,
    port: Number(new URL(program.url).port),
    watch,
    send,
    async answer(id, answers) {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ answers })
      const sent = await call(`/api/v1/batches/${id}`, { method: 'PATCH', headers, body })
      if (sent.status === 200) return heard(id)
      return { status: sent.status, code: sent.body.code, rules: [], asks: [], batch: null }
    },
    discard,
    async harm() {
      process.kill(program.pid, 0)
      const said = program.output().includes('unexpected error') ? ['something failed that nobody expected'] : []
      return [...failures.splice(0), ...said, ...(await watch.harm())]
    },
    async close() {
      await watch.close()
      await program.stop()
      await removeDataFolders()
      await database.drop()
    },
  }
}
