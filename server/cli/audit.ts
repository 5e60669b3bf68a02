import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { AuditVerification } from '../../shared/audit.ts'
import { call, Failed, n, post } from './call.ts'

/** What a broken rule means, in words. */
const RULES: Readonly<Record<string, string>> = {
  gap: 'the line is missing',
  hash: 'the line, or the one before it, is not what was written',
  order: 'the line is dated before the one in front of it',
  head: 'the line is missing or not the one that was kept in audit-heads.ndjson',
}

/** `audit verify` and `audit export FILE [FROM TO]`. */
export async function audit(what = '', file?: string, from?: string, to?: string): Promise<void> {
  if (what === 'verify') return verify()
  if (what === 'export' && file !== undefined) return exportTo(file, from, to)
  throw new Failed('npm run ioc -- audit verify | audit export FILE [FROM TO]')
}

async function verify(): Promise<void> {
  const { answer } = await post<AuditVerification>('/api/v1/audit/verification', {})
  const { lines, head, broken } = answer
  if (broken) {
    console.log(`The chain of the audit breaks at line ${n(broken.id)}: ${RULES[broken.rule] ?? broken.rule}.`)
    process.exitCode = 1
    return
  }
  console.log(`The chain of the audit holds over ${n(lines)} lines.`)
  if (head) console.log(`  head: ${head.id} ${head.hash}`)
}

async function exportTo(file: string, from?: string, to?: string): Promise<void> {
  const days = new URLSearchParams({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) })
  const { response } = await call('GET', `/api/v1/audit/export?${days}`)
  if (!response.body) throw new Failed('The server sent nothing.')
  const draft = `${file}.part`
  let end = ''
  const body = Readable.fromWeb(response.body as ReadableStream)
  body.on('data', (piece: Buffer) => {
    end = `${end}${piece.toString('utf8')}`.slice(-4096)
  })
  try {
    await pipeline(body, createWriteStream(draft, { mode: 0o600 }))
    const { lines, head } = JSON.parse(end.trimEnd().split('\n').at(-1) ?? '') as {
      lines: number
      head: { id: number; hash: string } | null
    }
    await rename(draft, file)
    console.log(`${n(lines)} lines written to ${file}.`)
    if (head) console.log(`  head: ${head.id} ${head.hash}`)
  } catch {
    await rm(draft, { force: true })
    throw new Failed(`The export did not come to its end; ${file} was not written.`)
  }
}
