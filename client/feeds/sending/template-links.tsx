import type { FeedItem } from '../../../shared/api.ts'
import { isCalendarPeriod } from '../../../shared/period.ts'
import { templateUrl } from '../../api/feeds.ts'
import { formatPeriodName } from '../../format/time.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import type { Draft } from '../draft.ts'

interface TemplateLinksProps {
  draft: Draft
  feed: Pick<FeedItem, 'unit' | 'unitName'> | null
  /** Is the officer limited to units? Then the server fills in those. */
  isLimited: boolean
}

/** Files to fill in: the workbook has the lines of the unit and period in it already. */
export function TemplateLinks({ draft, feed, isLimited }: TemplateLinksProps) {
  const words = useWords()
  const locale = useLocale()
  const unit = isLimited ? null : draft.unit ? draft.unit : feed?.unit ? { id: feed.unit, name: feed.unitName } : null
  const period = isCalendarPeriod(draft.period) ? draft.period : undefined
  const filled = [
    unit?.name ?? (isLimited ? words('feeds.form.ownUnit') : null),
    period && formatPeriodName(period, locale),
  ]
  const told = filled.filter(Boolean).join(', ')
  return (
    <p className="dim">
      {words('feeds.form.template')}{' '}
      <a className="text-link" href={templateUrl(draft.dataset, 'xlsx', { unit: unit?.id, period })} download>
        XLSX
      </a>{' '}
      {told && `(${words('feeds.form.templateFor', { for: told })}) `}
      <a className="text-link" href={templateUrl(draft.dataset, 'csv')} download>
        CSV
      </a>
    </p>
  )
}
