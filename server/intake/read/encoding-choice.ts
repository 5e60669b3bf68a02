import { isAscii } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import type { Question } from '../../../shared/batch.ts'
import { type EncodingName, labelOf, readMark, type TextEncoding } from './encoding.ts'
import { guessEncoding } from './encoding-guess.ts'
import { previewsOf } from './encoding-preview.ts'
import { readChunks } from './text-source.ts'

/** The answer that says how a text is encoded, and under which it is remembered for a feed. */
export const ENCODING = 'encoding'

/** What was said about the bytes of a file, now or of earlier files. */
export interface SaidOfBytes {
  answers: Readonly<Record<string, string>>
  remembered: readonly { fingerprint: string; answers: Readonly<Record<string, string>> }[]
}

/** How a text is to be decoded, or what has to be asked first. */
export type EncodingChoice = { encoding: TextEncoding; used: string[] } | { asks: Question[] }

/**
 * Says how a text is encoded: by its mark; by being UTF-8; else as somebody said of this file, or said of an earlier one of the
 * feed whose bytes looked the same; else it asks, with the first lines in every encoding that they may be in.
 *
 * @param toLines - makes delimited lines of a sample that is none, for those who are asked
 */
export async function chooseEncoding(
  handle: FileHandle,
  said: SaidOfBytes,
  toLines: (sample: Buffer) => Buffer = (sample) => sample,
): Promise<EncodingChoice> {
  const sample = await readSample(handle)
  const mark = readMark(sample)
  if (mark !== null) return { encoding: mark, used: [] }
  const guess = guessEncoding(sample)
  if ('sure' in guess) return { encoding: { name: guess.sure, markBytes: 0 }, used: [] }
  const { likely, others } = guess
  const answered = answerOf(said.answers)
  const named = [likely, ...others].find((name) => name === answered)
  if (named !== undefined) return { encoding: { name: named, markBytes: 0 }, used: [] }
  const before = said.remembered.find(({ fingerprint }) => fingerprint === ENCODING)
  if (before && answerOf(before.answers) === likely)
    return { encoding: { name: likely, markBytes: 0 }, used: [ENCODING] }
  return { asks: [askFor(toLines(sample), likely, others)] }
}

function answerOf(answers: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(answers, ENCODING) ? answers[ENCODING] : undefined
}

function askFor(sample: Buffer, likely: EncodingName, others: readonly EncodingName[]): Question {
  const names: [EncodingName, ...EncodingName[]] = [likely, ...others]
  const previews = previewsOf(sample, names)
  return {
    id: ENCODING,
    text: 'Tệp không ghi bằng UTF-8. Chọn bảng mã mà chữ hiện đúng dấu.',
    en: 'The file is not UTF-8. Choose the encoding in which the words read right.',
    choices: names.map((value, at) => ({ value, label: labelOf(value), preview: previews[at] ?? [] })),
    likely,
  }
}

/** The beginning of a file, or its first piece with a byte beyond ASCII: before that every encoding reads the same. */
async function readSample(handle: FileHandle): Promise<Buffer> {
  let first: Buffer | null = null
  for await (const chunk of readChunks(handle)) {
    if (!isAscii(chunk) || chunk.includes(0)) return chunk
    first ??= chunk
  }
  return first ?? Buffer.alloc(0)
}
