/** The address ranges of a text, one a line; commas and spaces part them too. */
export function rangesOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((range) => range !== ''))]
}
