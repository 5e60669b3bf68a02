/** A sha256 in groups of eight characters, so that two people can compare it aloud. */
export function inGroups(sha256: string): string[] {
  return sha256.match(/.{1,8}/g) ?? []
}
