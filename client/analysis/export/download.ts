import type { CalledFile } from '../../api/fetch.ts'

/** Saves a file of the server as one of the browser. */
export function download({ name, content }: CalledFile): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads the address after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
