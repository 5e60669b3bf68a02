import { useState } from 'react'
import { foldAccents } from '../../../shared/units.ts'
import { readFeeds } from '../../api/feeds.ts'
import { listKeys } from '../../api/keys.ts'
import { useWords } from '../../i18n/provider.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { useRead } from '../../ui/use-read.ts'
import { ListPanel } from '../list-panel.tsx'
import { SectionPage } from '../section-page.tsx'
import { ShowDead } from '../show-dead.tsx'
import { useUnitNames } from '../use-unit-names.ts'
import { type KeyDeed, KeyDialogs } from './key-dialogs.tsx'
import { isLive } from './key-state.ts'
import { KeysTable } from './keys-table.tsx'

/** `/admin/keys`: what lets other systems in, for which source and unit, and since when it was last used. */
export function KeysSection() {
  const words = useWords()
  const [text, setText] = useState('')
  const [isAll, setIsAll] = useState(false)
  const [deed, setDeed] = useState<KeyDeed | null>(null)
  const keys = useRead(listKeys, 'keys')
  const feeds = useRead(readFeeds, 'feeds')
  const unitName = useUnitNames((keys.value ?? []).map(({ unit }) => unit))
  const feedName = (id: string) => feeds.value?.find((feed) => feed.id === id)?.title ?? id
  const now = Date.now()
  const wanted = foldAccents(text.trim())
  const all = keys.value ?? []
  const shown = all
    .filter((key) => isAll || isLive(key, now))
    .filter(({ title, prefix, feed, unit }) =>
      foldAccents(`${title} ${prefix} ${feed && feedName(feed)} ${unit && unitName(unit)}`).includes(wanted),
    )
  const dead = all.filter((key) => !isLive(key, now)).length
  const clear = () => {
    setText('')
    setIsAll(true)
  }
  const create = (
    <button type="button" className="button primary" onClick={() => setDeed({ kind: 'create' })}>
      {words('admin.keys.add')}
    </button>
  )
  return (
    <SectionPage title={words('admin.sections.keys')} lead={words('admin.keys.lead')} act={create}>
      <ListPanel
        title={words('admin.keys.table')}
        read={keys}
        shown={shown}
        onClear={clear}
        empty={{ title: words('admin.keys.empty'), note: words('admin.keys.emptyNote') }}
        tools={
          <>
            {dead > 0 && <ShowDead label={words('admin.keys.showDead')} isOn={isAll} onChange={setIsAll} />}
            <SearchField label={words('admin.keys.search')} value={text} onChange={setText} />
          </>
        }
      >
        <KeysTable keys={shown} now={now} unitName={unitName} feedName={feedName} onDeed={setDeed} />
      </ListPanel>
      <p className="section-note">{words('admin.keys.rotation')}</p>
      {deed && (
        <KeyDialogs deed={deed} feeds={feeds} onChanged={keys.reload} onNext={setDeed} onClose={() => setDeed(null)} />
      )}
    </SectionPage>
  )
}
