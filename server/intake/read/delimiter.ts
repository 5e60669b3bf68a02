/** Separators that are looked for, in the order in which a tie is settled. */
export const DELIMITERS = [';', ',', '\t', '|'] as const

/** Records looked at: enough to see the header under a title block. */
const SAMPLE_RECORDS = 200

/** Cells per record of a sample, with quotes respected and nothing refused. A record cut off by the end of the sample is left out. */
function countCells(sample: string, delimiter: string): number[] {
  const counts: number[] = []
  let cells = 1
  let quoted = false
  let cellStart = true
  let empty = true
  for (let at = 0; at < sample.length && counts.length < SAMPLE_RECORDS; at += 1) {
    const char = sample[at]
    if (quoted) {
      if (char === '"') {
        if (sample[at + 1] === '"') at += 1
        else quoted = false
      }
      continue
    }
    if (char === '\n' || char === '\r') {
      if (!empty) counts.push(cells)
      cells = 1
      cellStart = true
      empty = true
      continue
    }
    empty = false
    if (char === delimiter) cells += 1
    else if (char === '"' && cellStart) quoted = true
    cellStart = char === delimiter
  }
  return counts
}

interface Candidate {
  delimiter: string
  /** The commonest number of cells. */
  width: number
  /** Part of the records that have it. */
  share: number
  /** The first record that has it and is followed by another: the header, because decimal commas begin only below it. */
  from: number
}

function toStart(counts: readonly number[], width: number): number {
  const pair = counts.findIndex((count, at) => count === width && (counts[at + 1] ?? width) === width)
  return pair === -1 ? counts.indexOf(width) : pair
}

function toCandidate(sample: string, delimiter: string): Candidate {
  const counts = countCells(sample, delimiter)
  const tally = new Map<number, number>()
  for (const count of counts) if (count > 1) tally.set(count, (tally.get(count) ?? 0) + 1)
  const [width, times] = [...tally].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [1, 0])
  return { delimiter, width, share: counts.length === 0 ? 0 : times / counts.length, from: toStart(counts, width) }
}

function weight({ share, width }: Candidate): number {
  return share * Math.log2(width)
}

/**
 * The separator of a delimited text, found by how evenly it cuts the first records. Most of the records must have the same number
 * of cells; among those separators the one whose even rows begin first wins, then the one that cuts evenly into more cells.
 * A text of one column gets a comma.
 *
 * @param sample - the beginning of the text, ended with a line break if it is the whole text
 */
export function detectDelimiter(sample: string): string {
  const found = DELIMITERS.map((delimiter) => toCandidate(sample, delimiter)).filter(({ width }) => width > 1)
  const even = found.filter(({ share }) => share >= 0.5)
  const first = Math.min(...even.map(({ from }) => from))
  const left = even.length > 0 ? even.filter(({ from }) => from === first) : found
  return (
    left.reduce<Candidate | null>((best, one) => (best === null || weight(one) > weight(best) ? one : best), null)
      ?.delimiter ?? ','
  )
}

/** Excel's `sep=;` first line: the separator it names and the bytes it takes, or null. */
export function readSepLine(sample: string): { delimiter: string; chars: number } | null {
  const match = /^"?sep=([!#-/:-@[-`{-~\t])"?(\r\n|\n|\r)/i.exec(sample)
  return match?.[1] ? { delimiter: match[1], chars: match[0].length } : null
}
