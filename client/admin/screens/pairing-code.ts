const LENGTH = 8

/** A code as displays show it, while it is being typed: `k7pm 3x` → `K7PM-3X`. */
export function formatCode(text: string): string {
  const signs = text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, LENGTH)
  return signs.length > LENGTH / 2 ? `${signs.slice(0, LENGTH / 2)}-${signs.slice(LENGTH / 2)}` : signs
}

/** Has it all its signs? */
export function isWholeCode(text: string): boolean {
  return formatCode(text).replace('-', '').length === LENGTH
}
