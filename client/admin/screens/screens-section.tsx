import { useEffect, useState } from 'react'
import { listScreens } from '../../api/screens.ts'
import { useWords } from '../../i18n/provider.tsx'
import { useRead } from '../../ui/use-read.ts'
import { ListPanel } from '../list-panel.tsx'
import { SectionPage } from '../section-page.tsx'
import { ShowDead } from '../show-dead.tsx'
import { useUnitNames } from '../use-unit-names.ts'
import { type ScreenDeed, ScreenDialogs } from './screen-dialogs.tsx'
import { ScreensTable } from './screens-table.tsx'

const AGAIN_MS = 30_000

/** `/admin/screens`: which displays are let in, what each shows, and whether it is there. */
export function ScreensSection() {
  const words = useWords()
  const [isAll, setIsAll] = useState(false)
  const [deed, setDeed] = useState<ScreenDeed | null>(null)
  const screens = useRead(listScreens, 'screens')
  const { reload } = screens
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS)
    return () => clearInterval(timer)
  }, [reload])
  const all = screens.value ?? []
  const unitName = useUnitNames(all.map(({ unit }) => unit))
  const shown = all.filter(({ revokedAt }) => isAll || revokedAt === null)
  const finish = () => {
    reload()
    setDeed(null)
  }
  const pair = (
    <button type="button" className="button primary" onClick={() => setDeed({ kind: 'approve' })}>
      {words('admin.screens.add')}
    </button>
  )
  return (
    <SectionPage title={words('admin.sections.screens')} lead={words('admin.screens.lead')} act={pair}>
      <ListPanel
        title={words('admin.screens.table')}
        read={screens}
        shown={shown}
        onClear={() => setIsAll(true)}
        empty={{
          title: words('admin.screens.empty'),
          note: words('admin.screens.emptyNote', { address: `${location.origin}/screen` }),
        }}
        tools={
          all.some(({ revokedAt }) => revokedAt !== null) && (
            <ShowDead label={words('admin.screens.showDead')} isOn={isAll} onChange={setIsAll} />
          )
        }
      >
        <ScreensTable screens={shown} unitName={unitName} onDeed={setDeed} />
      </ListPanel>
      {deed && <ScreenDialogs deed={deed} onDone={finish} onClose={() => setDeed(null)} />}
    </SectionPage>
  )
}
