import type { ReactNode } from 'react'

interface SectionPageProps {
  title: string
  lead: string
  /** The one thing that is usually done here. */
  act?: ReactNode
  children: ReactNode
}

/** One part of the administration: what it is for, what is usually done, and its lists. */
export function SectionPage({ title, lead, act, children }: SectionPageProps) {
  return (
    <div className="admin-section">
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          <p className="dim">{lead}</p>
        </div>
        {act}
      </header>
      {children}
    </div>
  )
}
