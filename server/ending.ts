import closeWithGrace from 'close-with-grace'

/** Longest time that an end may take, ms. */
const GRACE_MS = 25_000

/** One press of Ctrl-C may arrive twice: from the terminal and from npm. Only a later one means "now", ms. */
const ECHO_MS = 2_000

/**
 * Ends the program in order at the first signal or uncaught error.
 *
 * @param close - told the error that forced the end, if one did
 */
export function endWithGrace(close: (error: Error | undefined) => Promise<void>): void {
  closeWithGrace({ delay: GRACE_MS, logger: false }, async ({ err }) => {
    const began = performance.now()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.removeAllListeners(signal)
      process.on(signal, () => {
        if (performance.now() - began > ECHO_MS) process.exit(1)
      })
    }
    await close(err)
  })
}
