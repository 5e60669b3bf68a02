import { useState } from 'react'
import { Link } from 'wouter'
import { readSettings } from '../../api/settings.ts'
import { useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useRead } from '../../ui/use-read.ts'
import { SectionPage } from '../section-page.tsx'
import { HomeForm } from './home-form.tsx'
import { TreeSummary } from './tree-summary.tsx'

/** `/admin/units`: whom the installation serves, what the tree holds, and where new units come in. */
export function UnitsSection() {
  const words = useWords()
  const [isChoosing, setIsChoosing] = useState(false)
  const settings = useRead(readSettings, 'settings')
  const { value } = settings
  const home = value?.home ?? null
  return (
    <SectionPage title={words('admin.sections.units')} lead={words('admin.units.lead')}>
      <div className="units-grid">
        <div className="units-side">
          <section className="panel card" aria-labelledby="home-title" aria-busy={settings.isAsking}>
            <h2 id="home-title">{words('admin.units.home')}</h2>
            {settings.problem && <ProblemNote problem={settings.problem} onRetry={settings.reload} />}
            {!value && !settings.problem && <p className="blank">{words('admin.list.loading')}</p>}
            {value && (
              <>
                <p className={home ? 'home-name' : undefined}>{home?.name ?? words('admin.units.homeNone')}</p>
                <p className="dim">{words(value.homeIsFixed ? 'admin.units.homeFixed' : 'admin.units.homeNote')}</p>
                {!value.homeIsFixed && (
                  <button type="button" className="button" onClick={() => setIsChoosing(true)}>
                    {words('admin.units.choose')}
                  </button>
                )}
              </>
            )}
          </section>
          <section className="panel card" aria-labelledby="bring-title">
            <h2 id="bring-title">{words('admin.units.bringTitle')}</h2>
            <p className="dim">{words('admin.units.bringNote')}</p>
            <Link href="/feeds?dataset=units" className="text-link">
              {words('admin.units.bring')}
            </Link>
          </section>
        </div>
        <TreeSummary key={home?.unit ?? ''} home={home} />
      </div>
      {isChoosing && (
        <HomeForm
          home={home?.unit ?? null}
          onDone={() => {
            settings.reload()
            setIsChoosing(false)
          }}
          onClose={() => setIsChoosing(false)}
        />
      )}
    </SectionPage>
  )
}
