import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Batch } from '../shared/batch.ts'
import { findDataset } from '../shared/datasets/list.ts'
import type { PullStatus } from '../shared/feed-register.ts'
import { SYSTEM_SCOPE } from '../shared/roles.ts'
import { refusal } from './errors.ts'
import { noteFile, type Pull } from './ledger/pulls.ts'
import type { Outbound } from './outbound.ts'
import type { Pipeline } from './pipeline.ts'
import type { Fetched } from './pulls.ts'
import type { Stages } from './stages.ts'

export interface PullingParts {
  stages: Pick<Stages, 'ledger' | 'figures' | 'checking'>
  pipeline: Pick<Pipeline, 'receive' | 'commit' | 'discard'>
  outbound: Pick<Outbound, 'fetchOutside'>
  problemOf: (error: unknown) => NonNullable<PullStatus['problem']>
  /** The largest file, bytes, and the longest call, ms. */
  limits: { pullBytes: number; pullMs: number }
}

const REASON = 'tự lấy'
const REPLACED = 'đã có tệp mới hơn từ cùng địa chỉ'
/** Longer marks of a file are not remembered: it is then fetched and compared each time. */
const LONGEST_MARK = 500

/** Fetches the file of a feed and brings it in like any other; where the feed says so, it counts at once if nothing speaks against it. */
export function createPulling(parts: PullingParts): (pull: Pull, signal: AbortSignal) => Promise<Fetched> {
  const { stages, pipeline, outbound, problemOf, limits } = parts
  const { ledger, checking } = stages

  return async (pull, signal) => {
    const feed = await ledger.feed(pull.feed, SYSTEM_SCOPE)
    const dataset = findDataset(feed?.dataset ?? '')
    if (!feed || !dataset) throw refusal('IOC_FEED_UNKNOWN')
    const answer = await outbound.fetchOutside(pull.url, {
      headers: {
        accept:
          'text/csv, application/json, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.5',
        ...(pull.etag !== null && { 'if-none-match': pull.etag }),
        ...(pull.modified !== null && { 'if-modified-since': pull.modified }),
      },
      signal,
      maxBytes: limits.pullBytes,
      timeoutMs: limits.pullMs,
    })
    if (answer.status === 304) return again(pull)
    if (answer.status !== 200) throw refusal('IOC_PULL_STATUS', { status: answer.status })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const marks = { etag: markOf(answer, 'etag'), modified: markOf(answer, 'last-modified'), sha256 }
    if (sha256 === pull.sha256) {
      await ledger.transact((sql) => noteFile(sql, pull, { ...marks, batch: null }))
      return again(pull)
    }
    const batch = await pipeline.receive(
      {
        feed: { id: feed.id, dataset },
        stream: Readable.from([bytes]),
        name: nameOf(pull.url, answer.headers.get('content-type') ?? ''),
        period: null,
        extractedAt: null,
      },
      SYSTEM_SCOPE,
    )
    await ledger.transact((sql) => noteFile(sql, pull, { ...marks, batch: batch.id }))
    if (pull.lastBatch !== null) await replace(pull.lastBatch)
    await untilChecked(batch.id, signal)
    return { outcome: 'fetched', problem: await settle(pull, batch.id) }
  }

  /** Nothing new; a file that waits since the last time may count now. */
  async function again(pull: Pull): Promise<Fetched> {
    return { outcome: 'same', problem: pull.lastBatch === null ? null : await settle(pull, pull.lastBatch) }
  }

  /** An address gives the state of its source: a file of it that nobody decided about is overtaken by the next one. */
  async function replace(id: string): Promise<void> {
    const waiting = await ledger.batch(id, SYSTEM_SCOPE)
    if (waiting && ['asking', 'ready', 'refused'].includes(waiting.state)) {
      await ledger.discard(id, { name: 'system', role: 'system', reason: REPLACED })
      await checking.dropBytes(waiting)
    }
  }

  /** The end does not wait for a check: the next start takes it up again. */
  async function untilChecked(id: string, signal: AbortSignal): Promise<void> {
    const ended = Promise.withResolvers<void>()
    const onAbort = () => ended.resolve()
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    await Promise.race([checking.ended(id), ended.promise])
    signal.removeEventListener('abort', onAbort)
  }

  /** Makes a file count that nothing speaks against; else says why it waits for people. */
  async function settle(pull: Pull, id: string): Promise<PullStatus['problem']> {
    const batch = await ledger.batch(id, SYSTEM_SCOPE)
    if (!batch) return null
    if (batch.state === 'refused') return batch.problem ? shown(batch.problem) : null
    if (!pull.autoCommit || batch.state !== 'ready' || !(await isPlain(batch))) return null
    try {
      await pipeline.commit(id, { sha256: batch.file?.sha256, reason: REASON }, SYSTEM_SCOPE)
      return null
    } catch (error) {
      // It lies ready: people see why it did not count and decide.
      return problemOf(error)
    }
  }

  async function isPlain({ id, feed, issues, rows }: Batch): Promise<boolean> {
    if (rows.rejected > 0 || issues.some(({ severity }) => severity !== 'notice')) return false
    if ((await ledger.feed(feed, SYSTEM_SCOPE))?.needsApproval) return false
    const { warnings = [] } = await stages.figures.effect(id, 'commit', SYSTEM_SCOPE)
    return warnings.every(({ kind }) => kind === 'nothingNew')
  }
}

function shown({ code, title, detail }: NonNullable<Batch['problem']>): NonNullable<PullStatus['problem']> {
  return { code, title, ...(detail !== undefined && { detail }) }
}

function markOf({ headers }: Response, name: string): string | null {
  const mark = headers.get(name)
  return mark !== null && mark.length <= LONGEST_MARK && /^[\x20-\x7e]+$/.test(mark) ? mark : null
}

/** The last part of an address as a label for the file; its kind is read from its content. */
function nameOf(url: string, type: string): string {
  const { hostname, pathname } = new URL(url)
  const last = pathname.split('/').findLast((part) => part !== '') ?? hostname
  const name = /%(?![0-9a-f]{2})/i.test(last) ? last : decoded(last)
  if (/\.[a-z0-9]{2,5}$/i.test(name)) return name
  return `${name}${type.includes('json') ? '.json' : type.includes('csv') ? '.csv' : ''}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Escapes that are no UTF-8: the name is a label only.
    return text
  }
}
