import { systemClock, type Clock } from '../clock.ts'
import { Problem, type ProblemDetails } from '../problem.ts'
import type { Connection } from './database.ts'

interface Facts {
  readonly role: string
  readonly superuser: boolean
  readonly bypasses_rls: boolean
  readonly owned_table: string | null
  readonly may_create: boolean
  readonly fsync: string
  readonly full_page_writes: string
  readonly synchronous_commit: string
  readonly now_ms: string
}

const factsQuery = `select current_user as role, r.rolsuper as superuser, r.rolbypassrls as bypasses_rls,
  (select format('%I.%I', n.nspname, c.relname)
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname not like 'pg\\_temp%'
      and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and pg_has_role(current_user, c.relowner, 'member')
    order by 1 limit 1) as owned_table,
  has_database_privilege(current_database(), 'create') as may_create,
  current_setting('fsync') as fsync,
  current_setting('full_page_writes') as full_page_writes,
  current_setting('synchronous_commit') as synchronous_commit,
  (extract(epoch from clock_timestamp()) * 1000)::bigint as now_ms
  from pg_roles r where r.rolname = current_user`

const clockGapMs = 2_000

type Finding = [found: boolean, reason: string, details?: ProblemDetails]

const findings = (facts: Facts, gapMs: number): Finding[] => [
  [facts.fsync !== 'on', 'database-fsync-off'],
  [facts.full_page_writes !== 'on', 'database-full-page-writes-off'],
  [facts.synchronous_commit === 'off', 'database-synchronous-commit-off'],
  [facts.superuser, 'database-role-superuser', { role: facts.role }],
  [facts.bypasses_rls, 'database-role-bypasses-row-security', { role: facts.role }],
  [facts.owned_table !== null, 'database-role-owns', { role: facts.role, table: facts.owned_table ?? '' }],
  [facts.may_create, 'database-role-may-create', { role: facts.role }],
  [gapMs > clockGapMs, 'database-clock-apart', { gapMs, limitMs: clockGapMs }],
]

/**
 * Refuses a database that could lose what was acknowledged, or whose application role (the connection given) could walk
 * around row-level security: superuser, BYPASSRLS, owner of a table or member of its owner. Throws the first finding as a
 * Problem that names the setting and the fix. Right: nobody looks into a space without an entry (docs/rights).
 */
export const assertSafeDatabase = async (app: Connection, clock: Clock = systemClock): Promise<void> => {
  const [facts] = await app.query<Facts>({ text: factsQuery })
  if (facts === undefined) throw new Problem('unavailable', 'database-unavailable')
  const gapMs = Math.abs(clock.now().getTime() - Number(facts.now_ms))
  const finding = findings(facts, gapMs).find(([found]) => found)
  if (finding === undefined) return
  const [, reason, details = {}] = finding
  throw new Problem('unavailable', reason, { details })
}
