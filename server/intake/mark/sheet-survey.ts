import type { ReadLimits } from '../read/limits.ts'
import type { Zip } from '../read/zip.ts'
import { attributesOf, prefixOf, tagOf } from './markup.ts'
import { surveyed } from './rewriting.ts'

/** What has to be known of a sheet before it is written anew. */
export interface SheetSurvey {
  /** The prefix of its elements, with its colon. */
  prefix: string
  /** The namespace of its elements: the transitional or the strict one. */
  namespace: string
  /** The relation that leads to the shapes of its notes and controls; null = none yet. */
  drawing: string | null
}

/** Looks at the frame of a sheet. @param hasShapes - leads the sheet to any shapes? Else its beginning says all. @throws UnreadableFile */
export async function surveySheet(
  zip: Zip,
  part: string,
  limits: ReadLimits,
  hasShapes: boolean,
): Promise<SheetSurvey> {
  const survey: SheetSurvey = { prefix: '', namespace: '', drawing: null }
  const look = (token: string) => {
    // Only few of a sheet's tags begin like this.
    if (!token.includes('worksheet') && !token.includes('legacyDrawing')) return
    const tag = tagOf(token)
    if (tag === null || tag.kind === 'close') return
    if (tag.name === 'worksheet' && survey.namespace === '') {
      survey.prefix = prefixOf(token)
      const own = survey.prefix === '' ? 'xmlns' : `xmlns:${survey.prefix.slice(0, -1)}`
      survey.namespace = attributesOf(token).find(({ name }) => name === own)?.value ?? ''
    }
    if (tag.name === 'legacyDrawing')
      survey.drawing = attributesOf(token).find(({ name }) => name.endsWith(':id'))?.value ?? null
  }
  await surveyed(zip, part, limits, look, () => !hasShapes && survey.namespace !== '')
  return survey
}
