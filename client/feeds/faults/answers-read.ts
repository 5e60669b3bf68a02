const KINDS = ['value', 'column', 'dates', 'numbers', 'encoding', 'legacy', 'duplicates', 'period', 'sheet'] as const
type AnswerKind = (typeof KINDS)[number] | 'other'

/** What an answer is about, read from its id: `value:status:Xong` → a cell's text in a column. */
export function readAnswer(id: string): { kind: AnswerKind; column: string | null; text: string | null } {
  const [first = '', ...rest] = id.split(':')
  const kind = KINDS.find((known) => known === first) ?? 'other'
  if (kind === 'value') {
    const text = rest.slice(1).join(':')
    // A hash stands for a text that is not shown.
    return { kind, column: rest[0] ?? null, text: text.startsWith('#') ? null : text }
  }
  if (kind === 'dates' || kind === 'numbers') return { kind, column: rest.join(':') || null, text: null }
  return { kind, column: null, text: kind === 'other' ? id : rest.join(':') || null }
}
