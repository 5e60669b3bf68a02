import { useState } from 'react'
import type { AuditVerification } from '../../../shared/audit.ts'
import { verifyAudit } from '../../api/audit.ts'
import { formatMoment } from '../../format/moment.ts'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { Mark } from '../../ui/mark.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useAct } from '../../ui/use-act.ts'
import { ruleTitle } from './audit-words.ts'

const HASH_SHOWN = 16

/** Follows the chain on request and says whether it holds, or which line breaks it. */
export function ChainCheck() {
  const words = useWords()
  const act = useAct()
  const [found, setFound] = useState<AuditVerification | null>(null)
  return (
    <section className="panel chain" aria-label={words('adminAudit.verify')}>
      <button
        type="button"
        className="button"
        disabled={act.isBusy}
        onClick={() => void act.run(async () => setFound(await verifyAudit()))}
      >
        {words(act.isBusy ? 'adminAudit.verifying' : 'adminAudit.verify')}
      </button>
      <div role="status" className="chain-said">
        {found ? <Finding found={found} /> : <p className="dim">{words('adminAudit.verifyNote')}</p>}
      </div>
      {act.problem && <ProblemNote problem={act.problem} />}
    </section>
  )
}

function Finding({ found: { lines, head, broken } }: { found: AuditVerification }) {
  const words = useWords()
  const locale = useLocale()
  if (broken) {
    const rule = ruleTitle(broken.rule, words)
    return <Mark tone="bad">{words('adminAudit.broken', { id: formatNumber(broken.id, locale), rule })}</Mark>
  }
  return (
    <>
      <Mark tone="good">{words('adminAudit.whole', { n: formatNumber(lines, locale) })}</Mark>
      {head && (
        <p className="dim">
          {words('adminAudit.head', {
            id: formatNumber(head.id, locale),
            at: formatMoment(head.at),
            hash: `${head.hash.slice(0, HASH_SHOWN)}…`,
          })}
        </p>
      )}
    </>
  )
}
