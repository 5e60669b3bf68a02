import { type ComponentType, useEffect } from 'react'
import { Redirect, useParams } from 'wouter'
import type { SessionInfo } from '../../shared/access.ts'
import { readSession } from '../api/session.ts'
import { useWords } from '../i18n/provider.tsx'
import { useConnection } from '../live/use-figure.ts'
import { DeskFrame } from '../ui/desk-frame.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useRead } from '../ui/use-read.ts'
import { AdminGate } from './admin-gate.tsx'
import { AdminNav } from './admin-nav.tsx'
import { AuditSection } from './audit/audit-section.tsx'
import { KeysSection } from './keys/keys-section.tsx'
import { LimitsSection } from './limits/limits-section.tsx'
import { PeopleSection } from './people/people-section.tsx'
import { ScreensSection } from './screens/screens-section.tsx'
import { type Section, sectionsOf } from './sections.ts'
import { UnitsSection } from './units/units-section.tsx'
import './admin.css'
import './admin-parts.css'

const PARTS: Readonly<Record<Section, ComponentType<{ session: SessionInfo }>>> = {
  people: PeopleSection,
  keys: KeysSection,
  screens: ScreensSection,
  units: UnitsSection,
  audit: AuditSection,
  limits: LimitsSection,
}

/** `/admin/<part>`: who may come in and what the installation is, for operators; officers see the audit of their own deeds. */
export function AdminPage() {
  const words = useWords()
  const { status, sample } = useConnection()
  const session = useRead(readSession, 'session')
  const known = session.value
  const isShut = session.problem?.status === 401 || known?.actor === 'sample-wall'
  return (
    <DeskFrame
      current="/admin"
      home={known?.home?.name ?? null}
      sample={status === 'connecting' ? (known?.sample ?? false) : sample}
      isLost={known !== null && status === 'lost'}
      session={isShut ? null : known}
    >
      {isShut ? <AdminGate known={null} /> : known && <Parts session={known} />}
      {!isShut && !known && session.problem && (
        <div className="desk-page">
          <ProblemNote problem={session.problem} onRetry={session.reload} />
        </div>
      )}
      {!known && !session.problem && <p className="desk-wait">{words('page.loading')}</p>}
    </DeskFrame>
  )
}

function Parts({ session }: { session: SessionInfo }) {
  const words = useWords()
  const { section: asked } = useParams<{ section?: string }>()
  const sections = sectionsOf(session.may)
  const current = sections.find((section) => section === asked)
  const title = words(current ? `admin.sections.${current}` : 'admin.title')
  useEffect(() => {
    document.title = `${title} · ${words('product.name')}`
  }, [title, words])
  const first = sections[0]
  if (!first) return <AdminGate known={session.role} />
  if (!current) return asked ? <AdminGate known={session.role} /> : <Redirect to={`/admin/${first}`} replace />
  const Part = PARTS[current]
  return (
    <div className="desk-page admin-page">
      <AdminNav sections={sections} current={current} />
      <Part session={session} />
    </div>
  )
}
