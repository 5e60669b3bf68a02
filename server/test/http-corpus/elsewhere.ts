/** Lines of the corpus whose tests stand beside what they are about: file, and a piece of the test's name. */
export const ELSEWHERE: Readonly<Record<string, readonly [file: string, name: string]>> = {
  A12: ['server/test/push.test.ts', 'sent twenty times at once under one key counts once'],
  A29: ['server/test/governed.test.ts', '[B30]'],
  A50: ['server/outbound.test.ts', '[A50]'],
  A51: ['server/outbound.test.ts', '[A51]'],
  A52: ['server/outbound.test.ts', '[A52]'],
  A53: ['server/outbound.test.ts', '[A53]'],
  A54: ['server/outbound.test.ts', '[A54]'],
  A55: ['server/outbound.test.ts', '[A55]'],
  A56: ['server/outbound.test.ts', '[A56]'],
  A63: ['server/test/exports.test.ts', '[T3] let no spreadsheet calculate'],
  A64: ['server/test/exports.test.ts', 'IOC_EXPORT_TOO_LARGE'],
  A65: ['server/test/matrix/foreign.test.ts', '[A65]'],
  A68: ['server/test/rates.test.ts', '[A68]'],
}

/** Lines about what the program does not have. */
export const NOT_BUILT: Readonly<Record<string, string>> = {
  A14: 'pushes are not signed: a key over TLS, bound to feed, unit and addresses, stands for the source',
  A57: 'there are no webhooks and no connectors whose answers would be kept',
}

/** Every number of the corpus (RELIABILITY §5.5). */
export const NUMBERS: readonly string[] = [
  [1, 14],
  [20, 34],
  [40, 57],
  [60, 69],
].flatMap(([from = 0, to = 0]) => Array.from({ length: to - from + 1 }, (_, at) => `A${from + at}`))
