import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Answer } from '../../shared/answer.ts'
import { type CsvLanguage, csvName, csvTitle } from '../../shared/csv.ts'
import type { CsvHeading } from '../../shared/csv-heading.ts'
import type { CsvNaming } from '../../shared/csv-naming.ts'
import { findMeasure } from '../../shared/measures/list.ts'
import { dayOf, resolvePeriod } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import { findUnit, rootsOn } from '../../shared/unit-lookup.ts'
import { nameOn } from '../../shared/units.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { languageOf } from './problem.ts'

export interface AboutParts {
  ledger: Pick<Ledger, 'units'>
  home: () => Promise<string | null>
  sample: () => boolean
}

/** What a file is about. */
export interface About {
  naming: CsvNaming
  heading: CsvHeading
  unit: string | null
}

/** Finds unit, days and language of what is asked, as of the moment that was answered. */
export async function aboutOf(
  { ledger, home, sample }: AboutParts,
  { headers, scope }: FastifyRequest,
  query: Query,
  { asOf }: Pick<Answer, 'asOf'>,
  sources: CsvHeading['sources'],
): Promise<About> {
  const set = await ledger.units(asOf.seq)
  const today = dayOf(new Date(asOf.now))
  const days = resolvePeriod(query.period, today)
  const [own] = scope.units === 'all' ? [] : scope.units
  const asked =
    query.unit === undefined ? (own ?? (await home())) : (findUnit(set, query.unit, today)?.id ?? query.unit)
  const unit = asked ?? rootsOn(set, today)[0]?.id ?? null
  const nameOf = (id: string) => {
    const found = set.units.get(id)
    return found ? nameOn(found, days.to) : id
  }
  const language: CsvLanguage = languageOf(headers['accept-language'])
  const suppressBelow = Math.max(query.suppressBelow ?? 0, scope.suppressBelow ?? 0)
  return {
    naming: { language, nameOf },
    unit,
    heading: {
      measures: query.measures.map((id) => findMeasure(id)).filter((measure) => measure !== undefined),
      unitName: unit === null ? '' : nameOf(unit),
      days,
      query: { ...query, ...(suppressBelow > 1 && { suppressBelow }) },
      asOf,
      sources,
      isSample: sample() || sources.some((source) => source.sample),
    },
  }
}

/** A reply that browsers save under the name of what it is about. */
export function asFile(reply: FastifyReply, { naming, heading: { measures, unitName, days } }: About): FastifyReply {
  const parts = [measures[0]?.title[naming.language] ?? '', unitName, days.from, days.to]
  const encoded = encodeURIComponent(csvTitle(...parts))
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${csvName(...parts)}"; filename*=UTF-8''${encoded}`)
}
