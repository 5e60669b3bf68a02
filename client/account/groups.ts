/** Characters in groups, as people read them out and type them: `JBSW Y3DP EHPK 3PXP`. */
export function inGroups(text: string, size = 4): string {
  const bare = text.replace(/\s/g, '')
  return Array.from({ length: Math.ceil(bare.length / size) }, (_, at) => bare.slice(at * size, (at + 1) * size)).join(
    ' ',
  )
}

/** How long something still holds, `4:05`; never below zero. */
export function formatLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000))
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`
}
