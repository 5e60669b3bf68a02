import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { AUDIT_ACTIONS, AuditPage, AuditVerification } from '../../shared/audit.ts'
import { isDay } from '../../shared/period.ts'
import type { Scope } from '../../shared/roles.ts'
import { refusal } from '../errors.ts'
import type { AuditBook, AuditHead, Ledger } from '../ledger/ledger.ts'
import { answers } from './documents.ts'
import { DayText, UnitName } from './parameters.ts'

/** The whole chain may take a while to follow. */
const TIMEOUT_MS = 300_000

const Actor = Type.String({ minLength: 1, maxLength: 80 })
const Action = Type.Union(AUDIT_ACTIONS.map((action) => Type.Literal(action)))

export interface AuditParts {
  ledger: Pick<Ledger, 'audit' | 'transact'>
  /** The heads kept outside the database. */
  heads: () => Promise<readonly Pick<AuditHead, 'id' | 'hash'>[]>
}

/** `/audit`: what was done, by whom; does the chain hold; the chain as a file. */
export const auditRoutes: FastifyPluginAsyncTypebox<AuditParts> = async (app, { ledger, heads }) => {
  app.get(
    '/audit',
    {
      config: { policy: 'audit' },
      schema: {
        summary: 'What was done, newest first; officers see what they did themselves',
        querystring: Type.Object(
          {
            actor: Type.Optional(Actor),
            action: Type.Optional(Action),
            unit: Type.Optional(UnitName),
            people: Type.Optional(Type.Literal('1')),
            from: Type.Optional(DayText),
            to: Type.Optional(DayText),
            before: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,14}$' })),
            limit: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,2}$' })),
          },
          { additionalProperties: false },
        ),
        response: answers(200, AuditPage),
      },
    },
    async ({ query: { before, limit, people, ...filter }, scope }) => {
      needDays(filter)
      return ledger.audit.page({
        ...filter,
        ...(people !== undefined && { people: true }),
        ...(!seesAll(scope) && { actor: scope.actor }),
        before: before === undefined ? undefined : Number(before),
        limit: limit === undefined ? undefined : Number(limit),
      })
    },
  )

  app.post(
    '/audit/verification',
    {
      config: { policy: 'operate' },
      handlerTimeout: TIMEOUT_MS,
      schema: {
        summary: 'Follow the chain of the audit and compare it with the heads kept outside the database',
        response: answers(200, AuditVerification),
      },
    },
    async ({ scope }) => {
      needAll(scope)
      return ledger.audit.verify(await heads())
    },
  )

  app.get(
    '/audit/export',
    {
      config: { policy: 'operate' },
      handlerTimeout: TIMEOUT_MS,
      schema: {
        summary:
          'The lines of some days as NDJSON, ended by a line with their number, the hash before them and the head',
        querystring: Type.Object(
          { from: Type.Optional(DayText), to: Type.Optional(DayText) },
          { additionalProperties: false },
        ),
      },
    },
    async ({ query, scope }, reply) => {
      needAll(scope)
      needDays(query)
      const { actor, role, origin } = scope
      await ledger.transact((_, record) =>
        record({ action: 'audit.exported', actor, role, ...(origin && { origin }), detail: { ...query } }),
      )
      const until = ((await ledger.audit.head())?.id ?? 0) + 1
      return reply
        .type('application/x-ndjson; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.ndjson"')
        .send(Readable.from(exported(ledger.audit, { ...query, before: until })))
    },
  )
}

/** Lines of days without a filter follow one another without a gap, so that the hash before the first proves the others. */
async function* exported(
  audit: AuditBook,
  filter: { from?: string; to?: string; before: number },
): AsyncGenerator<string> {
  let [lines, first] = [0, 0]
  let head: Pick<AuditHead, 'id' | 'hash'> | null = null
  for await (const piece of audit.lines(filter)) {
    lines += piece.length
    first ||= piece[0]?.id ?? 0
    head = piece.at(-1) ?? head
    yield piece.map((line) => `${JSON.stringify(line)}\n`).join('')
  }
  const previous = first > 0 ? await audit.hashBefore(first) : null
  yield `${JSON.stringify({ lines, previous, head: head && { id: head.id, hash: head.hash } })}\n`
}

function needDays({ from, to }: { from?: string; to?: string }): void {
  for (const day of [from, to]) if (day !== undefined && !isDay(day)) throw refusal('IOC_BAD_PERIOD', { period: day })
}

function seesAll({ role, units }: Scope): boolean {
  return role === 'operator' && units === 'all'
}

function needAll(scope: Scope): void {
  if (!seesAll(scope)) throw refusal('IOC_NOT_ALLOWED')
}
