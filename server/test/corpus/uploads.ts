import { ANSWERED_FILES, type AnsweredFile } from '../../../fixtures/bad/answered.ts'
import type { BadFile } from '../../../fixtures/bad/bad-file.ts'
import { BAD_FILES } from '../../../fixtures/bad/list.ts'
import type { City, Heard } from './city.ts'

type Upload = BadFile & Partial<Pick<AnsweredFile, 'answers'>>

/** The prepared files by the line of the corpus that they belong to, and those with a word of an officer. */
export const UPLOADS: ReadonlyMap<string, readonly Upload[]> = Map.groupBy<string, Upload>(
  [...BAD_FILES, ...ANSWERED_FILES],
  ({ id }) => id,
)

/** How many are sent at once: as many as are read at once. */
const AT_ONCE = 2
/** The name of a file as officers and colleagues see it. */
const CLEAN = /^[^\p{Cc}\p{Cf}/\\]{1,200}$/u

/** Sends the files of a line, throws them away again, and gives back in words what was not met as the list says. */
export async function siegeOf(city: City, files: readonly Upload[]): Promise<string[]> {
  const found: string[] = []
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const pair = files.slice(at, at + AT_ONCE).map(async (file) => {
      const heard = await hear(city, file)
      const wrong = differenceOf(file, heard)
      if (wrong !== null) found.push(`${file.id} ${file.name.slice(0, 60)}: ${wrong}`)
      await city.discard(heard)
    })
    await Promise.all(pair)
  }
  return found
}

async function hear(city: City, file: Upload): Promise<Heard> {
  const heard = await city.send({ ...file, bytes: file.make() })
  if (file.answers === undefined || heard.batch === null) return heard
  return city.answer(heard.batch.id, file.answers)
}

function differenceOf(file: Upload, { status, code, rules, asks, batch }: Heard): string | null {
  const expected = {
    status: file.status,
    code: file.code ?? (file.rule !== null && file.status !== 202 ? 'IOC_ROWS_REFUSED' : null),
    asks: file.asks ?? null,
  }
  const said = { status, code, asks: asks[0] ?? null }
  if (JSON.stringify(said) !== JSON.stringify(expected)) return `${JSON.stringify({ ...said, rules })}`
  if (file.rule !== null && !rules.includes(file.rule)) return `breaks ${rules.join()} instead of ${file.rule}`
  if (batch && !CLEAN.test(batch.file?.name ?? '')) return `is called ${JSON.stringify(batch.file?.name)}`
  return null
}
