import { Link } from 'wouter'
import { useWords } from '../i18n/provider.tsx'
import type { Section } from './sections.ts'

/** The way between the parts of the administration. */
export function AdminNav({ sections, current }: { sections: readonly Section[]; current: Section }) {
  const words = useWords()
  return (
    <nav className="admin-nav" aria-label={words('admin.nav')}>
      {sections.map((section) => (
        <Link key={section} href={`/admin/${section}`} aria-current={section === current ? 'page' : undefined}>
          {words(`admin.sections.${section}`)}
        </Link>
      ))}
    </nav>
  )
}
