/**
 * Answers that speak of one file alone: its period, which of its sheets to read, which of its rows to keep.
 * @see RELIABILITY §5.3: what was right for one month's rows need not be so for the next month's
 */
const OF_ONE_FILE = /^(?:period|duplicates)(?::|$)|^sheet:/

/** Does an answer hold for later files with the same headers too? What is said of one file's period, sheets or rows never does. */
export function isRemembered(answerId: string): boolean {
  return !OF_ONE_FILE.test(answerId)
}

/** The header that an answer `column:<header>` speaks of; null for other answers. */
export function headerOfAnswer(answerId: string): string | null {
  return answerId.startsWith('column:') ? answerId.slice('column:'.length) : null
}
