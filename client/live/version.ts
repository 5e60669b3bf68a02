/** [LP12] A new program is fetched at a random moment within this time, so that hundreds of walls do not come at once. */
const RELOAD_WITHIN_MS = 600_000

export interface ReloadOptions {
  url?: string
  reload?: () => void
  random?: () => number
  /** How long to wait when the new page does not answer yet, milliseconds. */
  retryMs?: number
}

/**
 * Reloads the page for a server that speaks another protocol: never onto a white screen, so only once the new page has
 * answered. The answer of this function calls it off.
 */
export function reloadLater(options: ReloadOptions = {}): () => void {
  const { url = location.href, reload = () => location.reload(), random = Math.random, retryMs = 30_000 } = options
  let timer: ReturnType<typeof setTimeout>
  let off = false
  const attempt = async () => {
    const answered = await fetch(url, { cache: 'no-store' }).then(
      (response) => response.ok,
      () => false,
    )
    if (off) return
    if (answered) reload()
    else timer = setTimeout(attempt, retryMs)
  }
  timer = setTimeout(attempt, random() * RELOAD_WITHIN_MS)
  return () => {
    off = true
    clearTimeout(timer)
  }
}
