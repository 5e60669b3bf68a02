import { basename } from 'node:path'

const MOST_FRAMES = 4

/** What may be written down of an error that a foreign file caused: its kind and where it arose, never its message, which may hold a cell. */
export function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const { code } = error as { code?: unknown }
  const frames = [...(error.stack ?? '').matchAll(/^ {4}at [^\n]*?([^/\\\s(]+\.[cm]?[jt]s:\d+:\d+)\)?$/gm)]
  const places = frames.slice(0, MOST_FRAMES).map(([, place = '']) => basename(place))
  return [error.name, ...(typeof code === 'string' ? [code] : []), ...places].join(' ')
}

/** The same for what a dying process wrote to its error output: the kind of failure alone. */
export function failureIn(stderr: string): string {
  if (/heap out of memory|Allocation failed/i.test(stderr)) return 'out of memory'
  return /^(?:Uncaught )?([A-Z][A-Za-z]{0,40}Error)\b/m.exec(stderr)?.[1] ?? 'no answer'
}
