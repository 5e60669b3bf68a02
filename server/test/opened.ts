import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answer } from '../../shared/answer.ts'
import type { Batch } from '../../shared/batch.ts'
import type { Query } from '../../shared/query.ts'
import { createSetClock, type SetClock } from '../clock.ts'
import { type Config, readConfig } from '../config.ts'
import { openProgram, type Program } from '../program.ts'
import { freshDatabase } from './database.ts'
import { LIFTED } from './lifted.ts'

/** The operator's token of the programs that tests open. */
export const TOKEN = 'Wc4fXq7Tz1'.repeat(4)

/** A Sunday morning: 22 November 2026, 09:00 in Việt Nam. */
export const NOW = new Date('2026-11-22T02:00:00Z')

/** The real program over a real database, inside the test's own process. */
export interface Opened {
  program: Program
  clock: SetClock
  url: string
  /** Calls the API as nobody, with what `init` says. */
  ask(path: string, init?: RequestInit): Promise<Called>
  /** Calls the API as the operator; `body` is sent as JSON. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Called>
  /** Delivers a file over real HTTP and waits until it is checked. */
  deliver(query: string, name: string, content: string | Buffer): Promise<Batch>
  commit(batch: Batch, search?: string): Promise<Called>
  figures(query: Query): Promise<Answer>
  close(): Promise<void>
}

export interface Called {
  status: number
  type: string
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any route, looked into by the test that asked
  body: any
}

/** Opens the program on an empty database; `env` as an operator would set it. Calls are not rated unless it says so. */
export async function open(env: Record<string, string> = {}): Promise<Opened> {
  const database = await freshDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'toan-canh-api-'))
  const clock = createSetClock(NOW)
  const settings = { IOC_SECRET: 'n0tForUse!'.repeat(4), IOC_ADMIN_TOKEN: TOKEN, IOC_SAMPLE: '0', ...LIFTED, ...env }
  const config: Config = { ...readConfig(settings, String), dataDir, databaseUrl: database.url, port: 0 }
  const program = await openProgram(config, { clock })
  const url = await program.app.listen({ host: '127.0.0.1', port: 0 })
  const ask = async (path: string, init: RequestInit = {}): Promise<Called> => {
    const response = await fetch(`${url}${path}`, init)
    const type = response.headers.get('content-type') ?? ''
    const text = await response.text()
    const body = /json/.test(type) && text !== '' ? JSON.parse(text) : text
    return { status: response.status, type, headers: response.headers, body }
  }
  const call: Opened['call'] = (method, path, body, headers = {}) =>
    ask(path, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  return {
    program,
    clock,
    url,
    ask,
    call,
    async deliver(query, name, content) {
      const form = new FormData()
      form.set('file', new Blob([content as BlobPart]), name)
      const headers = { authorization: `Bearer ${TOKEN}` }
      const sent = await ask(`/api/v1/batches?${query}`, { method: 'POST', body: form, headers })
      if (sent.status !== 202) throw new Error(`not received: ${JSON.stringify(sent.body)}`)
      await program.stages.checking.ended(sent.body.id)
      return (await call('GET', `/api/v1/batches/${sent.body.id}`)).body as Batch
    },
    commit: (batch, search = '') =>
      call('POST', `/api/v1/batches/${batch.id}/commit${search}`, { sha256: batch.file?.sha256 }),
    async figures(query) {
      const { status, body } = await call('POST', '/api/v1/figures', query)
      if (status !== 200) throw new Error(`no figures: ${JSON.stringify(body)}`)
      return body as Answer
    },
    async close() {
      await program.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** What `sha256sum` says of a text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

const HEADER =
  'Mã hồ sơ;Tên thủ tục hành chính;Lĩnh vực;Đơn vị tiếp nhận;Đơn vị giải quyết;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái;Hình thức nộp;Chủ hồ sơ'

/** A dossier export of Xã Vĩnh Tường, Cần Thơ, as its system writes it; each line is `code;received;due;finished;status`. */
export function dossierFile(...lines: string[]): string {
  const rows = lines.map((line) => {
    const [code, received, due, finished, status] = line.split(';')
    const unit = 'UBND xã Vĩnh Tường'
    return `${code};Đăng ký khai sinh;Hộ tịch;${unit};${unit};${received};${due};${finished};${status};Trực tuyến;Nguyễn Văn Mẫu`
  })
  return `${[HEADER, ...rows].join('\r\n')}\r\n`
}

/**
 * Four dossiers of November 2026: one early, one on its day, one three days late, one open and overdue since the 19th.
 * Received 4; OT-1 = (1 early + 1 on time) / 3 with a due date and a result = 2/3; open 1; overdue 1.
 */
export const FOUR = dossierFile(
  '000.21.45.H13-261102-0001;02/11/2026 08:00;06/11/2026;04/11/2026 10:00;10',
  '000.21.45.H13-261103-0002;03/11/2026 08:00;09/11/2026;09/11/2026 16:30;10',
  '000.21.45.H13-261104-0003;04/11/2026 08:00;10/11/2026;13/11/2026 09:00;9',
  '000.21.45.H13-261112-0004;12/11/2026 08:00;19/11/2026;;4',
)

/** The month of `FOUR` in the commune that it speaks of. */
export const NOVEMBER: Query = {
  measures: ['dossiers.received', 'dossiers.onTimeRate', 'dossiers.open', 'dossiers.overdue'],
  unit: 'area:31459',
  period: { from: '2026-11-01', to: '2026-11-30' },
}
