import type { AuditFilter, AuditLine, AuditVerification } from '../../shared/audit.ts'
import { ZONE } from '../../shared/period.ts'
import { hashOf } from './audit-chain.ts'
import type { Connection } from './connection.ts'
import type { AuditBook, AuditHead } from './ledger.ts'

/** How many lines one look gives. */
const PIECE = 1000
const USUAL_PAGE = 100
const MOST_PAGE = 500

interface LineRow extends Omit<AuditLine, 'object'> {
  object_kind: string | null
  object_id: string | null
}

/** The moment is read to the microsecond, so that no change of it goes unseen. */
const READ = `select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, action, actor, role, unit,
       object_kind, object_id, ip, request, reason, detail, hash from audit`

/** @param genesis - what the first line is chained to */
export function openAuditBook(connection: Connection, genesis: string): AuditBook {
  return {
    async page(filter) {
      const limit = Math.min(filter.limit ?? USUAL_PAGE, MOST_PAGE)
      const found = await readLines(connection, filter, { before: filter.before ?? null }, 'desc', limit + 1)
      const lines = found.slice(0, limit)
      const last = lines.at(-1)
      return { lines, ...(found.length > limit && last && { next: last.id }) }
    },
    async *lines(filter) {
      for (let after = 0; ; ) {
        const piece = await readLines(connection, filter, { before: filter.before ?? null, after }, 'asc', PIECE)
        if (piece.length > 0) yield piece
        const last = piece.at(-1)
        if (!last || piece.length < PIECE) return
        after = last.id
      }
    },
    async head() {
      const { rows } = await connection.query<AuditHead>('select id, at, hash from audit order by id desc limit 1')
      return rows[0] ?? null
    },
    async hashBefore(id) {
      const { rows } = await connection.query<{ hash: string }>('select hash from audit where id = $1', [id - 1])
      return rows[0]?.hash ?? genesis
    },
    verify: (heads = []) => followChain(connection, genesis, heads),
  }
}

/** Reads the whole chain in pieces and stops at the first line that does not hold. */
async function followChain(
  connection: Connection,
  genesis: string,
  heads: readonly Pick<AuditHead, 'id' | 'hash'>[],
): Promise<AuditVerification> {
  const kept = heads.toSorted((a, b) => a.id - b.id)
  let head: AuditVerification['head'] = null
  let [lines, before, seen] = [0, genesis, 0]
  for (;;) {
    const piece = await readLines(connection, {}, { before: null, after: lines }, 'asc', PIECE)
    for (const line of piece) {
      const rule = brokenRule(line, lines + 1, before, head?.at ?? '')
      if (rule) return { lines, head, broken: { id: rule === 'gap' ? lines + 1 : line.id, rule } }
      for (; kept[seen]?.id === line.id; seen += 1) {
        if (kept[seen]?.hash !== line.hash) return { lines, head, broken: { id: line.id, rule: 'head' } }
      }
      lines = line.id
      before = line.hash
      head = { id: line.id, at: line.at, hash: line.hash }
    }
    if (piece.length < PIECE) break
  }
  // Heads that were kept outside the database and whose lines are no longer there: the end of the chain was cut off.
  const cut = kept[seen]
  return { lines, head, broken: cut ? { id: cut.id <= lines ? cut.id : lines + 1, rule: 'head' } : null }
}

function brokenRule(line: AuditLine, expected: number, before: string, earliest: string): string | null {
  if (line.id !== expected) return 'gap'
  if (hashOf(line, before) !== line.hash) return 'hash'
  return line.at < earliest ? 'order' : null
}

async function readLines(
  connection: Connection,
  { actor, action, unit, people, from, to }: AuditFilter,
  { before, after = 0 }: { before: number | null; after?: number },
  order: 'asc' | 'desc',
  limit: number,
): Promise<AuditLine[]> {
  const { rows } = await connection.query<LineRow>(
    `${READ} where id > $1 and ($2::bigint is null or id < $2) and ($3::text is null or actor = $3)
        and ($4::text is null or action = $4) and ($5::text is null or unit = $5)
        and ($6::date is null or at >= $6::date::timestamp at time zone '${ZONE}')
        and ($7::date is null or at < ($7::date + 1)::timestamp at time zone '${ZONE}')
        and ($8::boolean is not true or role not in ('system', 'source'))
      order by id ${order} limit $9`,
    [after, before, actor ?? null, action ?? null, unit ?? null, from ?? null, to ?? null, people ?? null, limit],
  )
  return rows.map(toLine)
}

function toLine({ object_kind, object_id, ...row }: LineRow): AuditLine {
  return {
    ...row,
    at: row.at.replace(/000Z$/, 'Z'),
    object: object_kind === null && object_id === null ? null : { kind: object_kind ?? '', id: object_id ?? '' },
  }
}
