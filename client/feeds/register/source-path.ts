/** The address of the page of one source. */
export function sourcePath(feed: string): string {
  return `/feeds/source/${encodeURIComponent(feed)}`
}
