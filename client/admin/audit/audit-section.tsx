import { useSearchParams } from 'wouter'
import type { SessionInfo } from '../../../shared/access.ts'
import { auditExportUrl } from '../../api/audit.ts'
import { useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SectionPage } from '../section-page.tsx'
import { type AuditField, filterFrom, isWithPrograms, withField } from './audit-filter.ts'
import { AuditFilters } from './audit-filters.tsx'
import { AuditTable } from './audit-table.tsx'
import { ChainCheck } from './chain-check.tsx'
import { useAudit } from './use-audit.ts'
import { useObjectNames } from './use-object-names.ts'
import './audit.css'

/** `/admin/audit`: who did what, when, from where, and whether the chain of lines holds. Officers see their own lines. */
export function AuditSection({ session }: { session: SessionInfo }) {
  const words = useWords()
  const [params, setParams] = useSearchParams()
  const filter = filterFrom(params)
  const isAll = session.may.admin
  const withPrograms = isWithPrograms(params) || filter.actor !== undefined
  const audit = useAudit(isAll && !withPrograms ? { ...filter, people: true } : filter)
  const nameOf = useObjectNames(isAll)
  const isFiltered = Object.keys(filter).length > 0
  const { lines, isAsking, problem } = audit
  const narrow = (name: AuditField | 'programs', value: string) =>
    setParams((before) => withField(before, name, value), { replace: true })
  return (
    <SectionPage
      title={words('admin.sections.audit')}
      lead={words(isAll ? 'adminAudit.lead' : 'adminAudit.leadOwn')}
      act={
        isAll && (
          <a className="button" href={auditExportUrl(filter)} download>
            {words('adminAudit.export')}
          </a>
        )
      }
    >
      {isAll && <ChainCheck />}
      <section className="panel" aria-labelledby="audit-title" aria-busy={isAsking}>
        <header className="panel-head">
          <h2 id="audit-title">{words('adminAudit.table')}</h2>
          <AuditFilters
            filter={filter}
            isAll={isAll}
            withPrograms={withPrograms}
            onChange={narrow}
            onClear={() => setParams({}, { replace: true })}
          />
        </header>
        {problem && <ProblemNote problem={problem} onRetry={audit.again} />}
        {!lines && !problem && <p className="blank">{words('admin.list.loading')}</p>}
        {lines?.length === 0 && (
          <div className="blank">
            <p className="strong">{words(isFiltered ? 'admin.list.noMatch' : 'adminAudit.empty')}</p>
            {!isFiltered && <p>{words('adminAudit.emptyNote')}</p>}
          </div>
        )}
        {lines && lines.length > 0 && (
          <>
            <AuditTable lines={lines} nameOf={nameOf} onActor={isAll ? (actor) => narrow('actor', actor) : null} />
            <div className="audit-end">
              {audit.older ? (
                <button type="button" className="button" disabled={isAsking} onClick={audit.older}>
                  {words('adminAudit.older')}
                </button>
              ) : (
                <p className="dim">{words('adminAudit.end')}</p>
              )}
            </div>
          </>
        )}
      </section>
    </SectionPage>
  )
}
