import { openAsBlob } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { FeedItem } from '../../shared/api.ts'
import type { Batch } from '../../shared/batch.ts'
import { call, Failed, n, post, send } from './call.ts'

const USAGE = `npm run ioc -- feed list
npm run ioc -- feed upload FILE --dataset D --feed F [--unit U] [--period P] [--answer ID=VALUE …] [--commit] [--drop-rejected] [--reason TEXT]
npm run ioc -- feed show BATCH
npm run ioc -- feed workbook BATCH FILE`

const EVERY_MS = 300

/** `feed …`: delivers a file from the command line, says what is wrong in it, and makes it count where asked to. */
export async function feed(what = '', ...given: string[]): Promise<void> {
  if (what === 'list') return list()
  if (what === 'upload') return upload(given)
  const [batch, file] = given
  if (what === 'show' && batch !== undefined) return show(await checked(batch))
  if (what === 'workbook' && batch !== undefined && file !== undefined) return workbook(batch, file)
  throw new Failed(USAGE)
}

async function list(): Promise<void> {
  const { response } = await call('GET', '/api/v1/feeds')
  const { feeds } = (await response.json()) as { feeds: FeedItem[] }
  for (const { id, dataset, unitName, state, lastReceivedAt } of feeds)
    console.log([id, dataset, unitName ?? '–', state, lastReceivedAt ?? '–'].join('\t'))
}

function argumentsOf(given: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: given,
      allowPositionals: true,
      options: {
        dataset: { type: 'string' },
        feed: { type: 'string' },
        unit: { type: 'string' },
        period: { type: 'string' },
        reason: { type: 'string' },
        answer: { type: 'string', multiple: true, default: [] },
        commit: { type: 'boolean', default: false },
        'drop-rejected': { type: 'boolean', default: false },
      },
    })
    return { ...values, file: positionals[0] }
  } catch (error) {
    throw new Failed(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  }
}

async function upload(given: string[]): Promise<void> {
  const {
    file,
    dataset,
    feed,
    unit,
    period,
    reason,
    answer,
    commit,
    'drop-rejected': dropRejected,
  } = argumentsOf(given)
  if (file === undefined || dataset === undefined || feed === undefined) throw new Failed(USAGE)
  const form = new FormData()
  form.set('file', await bytesOf(file), basename(file))
  const query = new URLSearchParams({ dataset, feed, ...(unit && { unit }), ...(period && { period }) })
  const { id } = (await (await send('POST', `/api/v1/batches?${query}`, form)).response.json()) as { id: string }
  let batch = await checked(id)
  if (answer.length > 0) {
    await call('PATCH', `/api/v1/batches/${id}`, { answers: Object.fromEntries(answer.map(answerOf)) })
    batch = await checked(id)
  }
  show(batch)
  if (!commit) return
  if (batch.state !== 'ready' && !(dropRejected && batch.rows.accepted > 0)) throw new Failed('Nothing was committed.')
  const { answer: done } = await post<{ seq?: number; state?: string }>(`/api/v1/batches/${id}/commit`, {
    sha256: batch.file?.sha256,
    ...(batch.mappingVersion !== null && { mappingVersion: batch.mappingVersion }),
    ...(dropRejected && { dropRejected }),
    ...(reason !== undefined && { reason }),
  })
  console.log(done.seq === undefined ? 'A second person has to agree.' : `Committed: seq ${n(done.seq)}.`)
}

async function bytesOf(file: string): Promise<Blob> {
  try {
    return await openAsBlob(file)
  } catch {
    throw new Failed(`${file} cannot be read.`)
  }
}

function answerOf(text: string): [id: string, value: string] {
  // A value may hold "=", an id of a repair too: the last sign parts them.
  const at = text.lastIndexOf('=')
  if (at < 1) throw new Failed(`--answer needs ID=VALUE, not ${text}`)
  return [text.slice(0, at), text.slice(at + 1)]
}

/** The batch once it is checked. */
async function checked(id: string): Promise<Batch> {
  for (;;) {
    const { response } = await call('GET', `/api/v1/batches/${encodeURIComponent(id)}`)
    const batch = (await response.json()) as Batch
    if (batch.state !== 'receiving' && batch.state !== 'checking') return batch
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
}

function show({ id, state, rows, problem, issues, questions = [], seq }: Batch): void {
  console.log(`${id}: ${state}${seq === undefined ? '' : `, seq ${n(seq)}`}`)
  console.log(
    `  rows: ${n(rows.read)} read, ${n(rows.rejected)} refused, ${n(rows.new)} new, ${n(rows.changed)} changed, ${n(rows.unchanged)} unchanged, ${n(rows.stale)} stale, ${n(rows.closed)} closed`,
  )
  if (problem) console.log(`  ${problem.code}: ${problem.title}${problem.detail ? `: ${problem.detail}` : ''}`)
  for (const { id: question, text, choices } of questions)
    console.log(`  ? ${question}: ${text} [${choices.map(({ value }) => value).join(' | ')}]`)
  for (const { rule, severity, column, value, rows: count, message } of issues)
    console.log(
      `  ${severity} ${rule}${column === null ? '' : ` ${column}`}${value === null ? '' : ` "${value}"`} (${n(count)} rows): ${message}`,
    )
  if (state === 'refused' || state === 'asking') process.exitCode = 1
}

async function workbook(batch: string, file: string): Promise<void> {
  const { response } = await call('GET', `/api/v1/batches/${encodeURIComponent(batch)}/workbook`)
  await writeFile(file, Buffer.from(await response.arrayBuffer()), { mode: 0o600 })
  console.log(`${file} written: the faulty cells are marked.`)
}
