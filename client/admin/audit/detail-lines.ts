/** One named value of a line's detail; with `before` where it is a change. */
export interface DetailLine {
  name: string
  value: unknown
  before?: unknown
}

/**
 * The detail of a line as named values; what is nested gets the way to it as its name: `rows.new`. Of `before` and `after`
 * only what differs is listed, as one change.
 */
export function detailLines(detail: Readonly<Record<string, unknown>>): DetailLine[] {
  const { before, after, ...rest } = detail
  if (!isRecord(before) || !isRecord(after)) return flat(detail)
  const earlier = new Map(flat(before).map(({ name, value }) => [name, value]))
  const changes = flat(after)
    .filter(({ name, value }) => JSON.stringify(value) !== JSON.stringify(earlier.get(name)))
    .map((line) => ({ ...line, before: earlier.get(line.name) ?? null }))
  return [...flat(rest), ...changes]
}

function flat(detail: Readonly<Record<string, unknown>>, above = ''): DetailLine[] {
  return Object.entries(detail).flatMap(([key, value]) => {
    const name = above === '' ? key : `${above}.${key}`
    return isRecord(value) ? flat(value, name) : [{ name, value }]
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
}
