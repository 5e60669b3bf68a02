import type { FileHandle } from 'node:fs/promises'
import type { Question } from '../../../shared/batch.ts'
import { findForm, readCsv } from './csv.ts'
import { chooseEncoding, type SaidOfBytes } from './encoding-choice.ts'
import type { ReadLimits } from './limits.ts'
import type { RawFile } from './raw.ts'

/** A delimited text that can be read, or about whose encoding somebody has to say something first. */
export interface OpenedCsv {
  kind: 'csv'
  file: RawFile
  encoding?: string
  delimiter?: string
  asks?: Question[]
  used?: string[]
}

async function* nothing(): RawFile {}

/** Opens a delimited text in whatever encoding officers have it. */
export async function openCsv(handle: FileHandle, limits: ReadLimits, said: SaidOfBytes): Promise<OpenedCsv> {
  const choice = await chooseEncoding(handle, said)
  if ('asks' in choice) {
    await handle.close()
    return { kind: 'csv', file: nothing(), asks: choice.asks }
  }
  const { encoding, used } = choice
  const form = await findForm(handle, encoding)
  return {
    kind: 'csv',
    file: readCsv(handle, form, limits),
    encoding: encoding.name,
    delimiter: form.shape.delimiter,
    used,
  }
}
