/** [LP12] A new program is fetched at a random moment within this time, so that hundreds of walls do not come at once. */
export const RELOAD_WITHIN_MS = 600_000
const TRY_AGAIN_MS = 30_000

/**
 * Reloads the page for a server that speaks another protocol: never onto a white screen, so only once the new page has
 * answered. The answer of this function calls it off.
 */
export function reloadLater(reload = () => location.reload(), random = Math.random): () => void {
  let timer: ReturnType<typeof setTimeout>
  const attempt = async () => {
    const answered = await fetch(location.href, { cache: 'no-store' }).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) reload()
    else timer = setTimeout(attempt, TRY_AGAIN_MS)
  }
  timer = setTimeout(attempt, random() * RELOAD_WITHIN_MS)
  return () => clearTimeout(timer)
}
