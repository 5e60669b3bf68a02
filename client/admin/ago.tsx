import { formatMoment } from '../format/moment.ts'
import { formatAge } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'

/** How long ago something was; the exact moment is told on hovering. @param at - RFC 3339, null = never */
export function Ago({ at }: { at: string | null }) {
  const words = useWords()
  const locale = useLocale()
  if (at === null) return <span className="dim">{words('admin.list.never')}</span>
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {formatAge(Date.now() - Date.parse(at), locale)}
    </time>
  )
}
