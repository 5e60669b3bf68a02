import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { CalendarDays } from '../../shared/api.ts'
import { OFFICE_HOURS } from '../../shared/calendar.ts'
import { calendarDays } from '../../shared/datasets/calendar.ts'
import { dayOf } from '../../shared/period.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import type { Clock } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { answers } from './documents.ts'
import { DayText } from './parameters.ts'
import { checkedDay } from './units.ts'

/** `GET /calendar`: the days on which offices work otherwise than their weekday says; weekends need no line. */
export const calendarRoutes: FastifyPluginAsyncTypebox<{ ledger: Ledger; clock: Clock }> = async (
  app,
  { ledger, clock },
) => {
  app.get(
    '/calendar',
    {
      config: { policy: 'wall' },
      schema: {
        summary: 'Holidays and swapped days from `from` to `to` (default: this year)',
        querystring: Type.Object(
          { from: Type.Optional(DayText), to: Type.Optional(DayText) },
          { additionalProperties: false },
        ),
        response: answers(200, CalendarDays),
      },
    },
    async ({ query }): Promise<CalendarDays> => {
      const year = dayOf(clock.now()).slice(0, 4)
      const from = checkedDay(query.from, `${year}-01-01`)
      const to = checkedDay(query.to, `${year}-12-31`)
      const days = await ledger.read(SYSTEM_SCOPE, (reading) =>
        reading.query<CalendarDays['days'][number]>(
          `select r.day, r.works, r.hours, r.name, r.source from ${reading.relation(calendarDays, { seq: reading.seq })} r
            where r.day between $1::date and $2::date order by r.day`,
          [from, to],
        ),
      )
      return { from, to, hours: OFFICE_HOURS, days }
    },
  )
}
