import { useEffect, useState } from 'react'
import type { LimitItem } from '../../../shared/settings.ts'
import { foldAccents } from '../../../shared/units.ts'
import { readLimits } from '../../api/limits.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { useRead } from '../../ui/use-read.ts'
import { ListPanel } from '../list-panel.tsx'
import { SectionPage } from '../section-page.tsx'
import { LimitsTable } from './limits-table.tsx'

const AGAIN_MS = 10_000

/** `/admin/limits`: what the server bears, how much of it is used, and how often it refused. */
export function LimitsSection() {
  const words = useWords()
  const locale = useLocale()
  const [text, setText] = useState('')
  const limits = useRead(readLimits, 'limits')
  const { reload } = limits
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS)
    return () => clearInterval(timer)
  }, [reload])
  const wanted = foldAccents(text.trim())
  const shown = (limits.value ?? []).filter(({ meaning, setting, name }: LimitItem) =>
    foldAccents(`${meaning[locale]} ${setting} ${name}`).includes(wanted),
  )
  return (
    <SectionPage title={words('admin.sections.limits')} lead={words('admin.limits.lead')}>
      <ListPanel
        title={words('admin.limits.table')}
        read={limits}
        shown={shown}
        onClear={() => setText('')}
        empty={{ title: words('admin.limits.empty'), note: words('admin.limits.emptyNote') }}
        tools={<SearchField label={words('admin.limits.search')} value={text} onChange={setText} />}
      >
        <LimitsTable limits={shown} />
      </ListPanel>
      <p className="section-note">{words('admin.limits.since')}</p>
    </SectionPage>
  )
}
