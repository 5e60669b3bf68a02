/** Who sent a file went away before its arrival was written down. Nobody hears this. */
export function uploadAborted(): Error {
  return Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
}
