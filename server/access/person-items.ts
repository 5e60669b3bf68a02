import type { PersonItem } from '../../shared/access.ts'
import type { PersonRole } from '../../shared/roles.ts'
import type { Sql } from '../ledger/ledger.ts'
import { FAILURE_MINUTES } from './attempts.ts'
import { IDLE_MINUTES } from './sessions.ts'

/** People as `/admin` lists them, by user name; or one of them. */
export async function readItems(sql: Sql, at: Date, mostFailures: number, id?: string): Promise<PersonItem[]> {
  const roles = Object.keys(IDLE_MINUTES) as PersonRole[]
  const idle = roles.map((role) => IDLE_MINUTES[role])
  return sql.query<PersonItem>(ITEMS, [at, roles, idle, mostFailures, `${FAILURE_MINUTES} minutes`, id ?? null])
}

const ITEMS = `
  select p.id, p.user_name as "user", p.name, p.role, p.unit,
    case
      when p.disabled_at is not null then 'disabled'
      when locked.yes then 'locked'
      when p.password_hash is null and p.oidc_subject is null then 'invited'
      else 'active'
    end as state,
    p.totp_confirmed_at is not null as totp, p.oidc_subject is not null as oidc, p.break_glass as "breakGlass",
    greatest(p.seen_at, live.seen_at) as "lastSeenAt", p.created_at as "createdAt", live.n as sessions
  from people p
  cross join lateral (
    select count(*)::int as n, max(s.seen_at) as seen_at from sessions s
    join unnest($2::text[], $3::int[]) idle (role, minutes) on idle.role = s.role
    where s.person = p.id and s.ended_at is null and s.ends_at > $1
      and s.seen_at + make_interval(mins => idle.minutes) > $1
  ) live
  cross join lateral (
    select coalesce(count(*) = $4 and max(f.at) - min(f.at) < $5::interval and max(f.at) + $5::interval > $1, false) as yes
    from (
      select at from sign_in_failures where subject = 'user ' || p.user_name order by at desc limit $4
    ) f
  ) locked
  where $6::text is null or p.id = $6
  order by p.user_name`
