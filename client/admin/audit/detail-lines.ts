/** One named value of a line's detail. */
export interface DetailLine {
  name: string
  value: unknown
}

/** The detail of a line as named values; what is nested gets the way to it as its name: `before.role`. */
export function detailLines(detail: Readonly<Record<string, unknown>>, above = ''): DetailLine[] {
  return Object.entries(detail).flatMap(([key, value]) => {
    const name = above === '' ? key : `${above}.${key}`
    return isRecord(value) ? detailLines(value, name) : [{ name, value }]
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
}
