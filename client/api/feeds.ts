import type { FeedItem } from '../../shared/api.ts'
import { apiUrl, callApi } from './fetch.ts'

/** All sources that this reader may see, with how fresh they are. */
export async function readFeeds(): Promise<FeedItem[]> {
  const { feeds } = await callApi<{ feeds: FeedItem[] }>('/feeds')
  return feeds
}

/** Where the empty file of a dataset, with the headers it understands, can be fetched. */
export function templateUrl(dataset: string, kind: 'csv' | 'xlsx'): string {
  return apiUrl(`/datasets/${encodeURIComponent(dataset)}/template.${kind}`)
}
