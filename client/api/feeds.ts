import type { FeedItem } from '../../shared/api.ts'
import type { FeedMemory } from '../../shared/feed-memory.ts'
import type {
  FeedChange,
  FeedNew,
  FeedRecord,
  PullSettings,
  PullStatus,
  QuarantinedRow,
  Reminder,
} from '../../shared/feed-register.ts'
import { apiUrl, callApi } from './fetch.ts'

/** All sources that this reader may see, with how fresh they are. */
export async function readFeeds(): Promise<FeedItem[]> {
  const { feeds } = await callApi<{ feeds: FeedItem[] }>('/feeds')
  return feeds
}

/** Where the empty file of a dataset can be fetched; the workbook with the lines of a unit and period. @param filled - for XLSX */
export function templateUrl(
  dataset: string,
  kind: 'csv' | 'xlsx',
  filled: { unit?: string | undefined; period?: string | undefined } = {},
): string {
  return apiUrl(`/datasets/${encodeURIComponent(dataset)}/template.${kind}`, { ...filled })
}

/** Registers a source before its first delivery. @throws ApiProblem */
export function registerFeed(feed: FeedNew): Promise<FeedItem> {
  return callApi('/feeds', { method: 'POST', body: feed })
}

/** Changes what is expected of a source, and how it is read from now on. @throws ApiProblem */
export function changeFeed(feed: string, change: FeedChange): Promise<FeedItem> {
  return callApi(`/feeds/${encodeURIComponent(feed)}`, { method: 'PATCH', body: change })
}

/** What a source delivered, month by month; with a unit, what it delivered of that unit. */
export function readFeedRecord(feed: string, unit?: string): Promise<FeedRecord> {
  return callApi(`/feeds/${encodeURIComponent(feed)}/record`, { query: { unit } })
}

/** What is due today, late or silent; of one owner or of all. */
export async function readReminders(owner?: string): Promise<Reminder[]> {
  const { reminders } = await callApi<{ reminders: Reminder[] }>('/feeds/reminders', { query: { owner } })
  return reminders
}

/** How a source fetches its file itself, and how that went. */
export function readPull(feed: string): Promise<PullStatus> {
  return callApi(pullPath(feed))
}

/** Lets a source fetch its file from an address; the server may ask for the password first. @throws ApiProblem */
export function setPull(feed: string, settings: PullSettings): Promise<PullStatus> {
  return callApi(pullPath(feed), { method: 'PUT', body: settings })
}

/** The source no longer fetches its file. @throws ApiProblem */
export function removePull(feed: string): Promise<void> {
  return callApi(pullPath(feed), { method: 'DELETE' })
}

/** Fetches the file at once. @throws ApiProblem */
export function pullNow(feed: string): Promise<PullStatus> {
  return callApi(`${pullPath(feed)}/now`, { method: 'POST' })
}

/** Pushed rows that are kept aside, newest first. */
export async function readQuarantine(
  filter: { feed?: string; state?: QuarantinedRow['state'] } = {},
): Promise<QuarantinedRow[]> {
  const { rows } = await callApi<{ rows: QuarantinedRow[] }>('/quarantine', { query: filter })
  return rows
}

/** Drops a row kept aside, or tries it again with other cells. @throws ApiProblem */
export function decideQuarantined(
  id: string,
  decision: { decision: 'discard' } | { decision: 'retry'; cells?: Partial<QuarantinedRow['cells']> },
): Promise<QuarantinedRow> {
  return callApi(`/quarantine/${encodeURIComponent(id)}`, { method: 'POST', body: decision })
}

/** What was said of earlier files of a source, newest first. */
export async function readMemory(feed: string): Promise<FeedMemory['kinds']> {
  const { kinds } = await callApi<FeedMemory>(`/feeds/${encodeURIComponent(feed)}/memory`)
  return kinds
}

/** Forgets what was said of one kind of file of a source, or of all. @throws ApiProblem */
export function forgetMemory(feed: string, fingerprint?: string): Promise<void> {
  return callApi(`/feeds/${encodeURIComponent(feed)}/memory`, { method: 'DELETE', query: { fingerprint } })
}

function pullPath(feed: string): string {
  return `/feeds/${encodeURIComponent(feed)}/pull`
}
