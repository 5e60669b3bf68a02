import type { FeedItem } from '../../shared/api.ts'
import { DATASETS } from '../../shared/datasets/list.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { Field } from '../ui/field.tsx'
import { UnitField } from '../ui/unit-field.tsx'
import { type Draft, type DraftFaults, NEW_FEED } from './draft.ts'

interface TargetFieldsProps {
  draft: Draft
  feeds: readonly FeedItem[]
  faults: DraftFaults
  mayRegister: boolean
  onChange: (part: Partial<Draft>) => void
}

/** What kind of rows the file holds and through which feed they come. */
export function TargetFields({ draft, feeds, faults, mayRegister, onChange }: TargetFieldsProps) {
  const words = useWords()
  const locale = useLocale()
  const own = feeds.filter(({ dataset }) => dataset === draft.dataset)
  const chosen = own.find(({ id }) => id === draft.feed)
  const isShut = draft.dataset !== '' && own.length === 0 && !mayRegister
  const pickDataset = (dataset: string) => {
    const first = feeds.filter((feed) => feed.dataset === dataset)
    const feed = first.length === 1 ? (first[0]?.id ?? '') : first.length === 0 && mayRegister ? NEW_FEED : ''
    onChange({ dataset, feed, unit: null })
  }
  return (
    <>
      <Field label={words('feeds.form.dataset')} fault={faults.dataset && words(faults.dataset)}>
        {(field) => (
          <select {...field} value={draft.dataset} onChange={(event) => pickDataset(event.target.value)}>
            <option value="">{words('feeds.form.pick')}</option>
            {DATASETS.map(({ id, title }) => (
              <option key={id} value={id}>
                {title[locale]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label={words('feeds.form.feed')}
        hint={isShut ? words('feeds.form.onlyOperator') : (chosen?.unitName ?? undefined)}
        fault={faults.feed && words(faults.feed)}
      >
        {(field) => (
          <select
            {...field}
            value={draft.feed}
            disabled={draft.dataset === '' || isShut}
            onChange={(event) => onChange({ feed: event.target.value })}
          >
            <option value="">{words('feeds.form.pick')}</option>
            {own.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
            {mayRegister && <option value={NEW_FEED}>{words('feeds.form.newFeed')}</option>}
          </select>
        )}
      </Field>
      {draft.feed === NEW_FEED && (
        <>
          <Field
            label={words('feeds.form.newFeedId')}
            hint={words('feeds.form.newFeedHint')}
            fault={faults.newFeed && words(faults.newFeed)}
          >
            {(field) => (
              <input
                {...field}
                value={draft.newFeed}
                autoComplete="off"
                spellCheck={false}
                maxLength={80}
                onChange={(event) => onChange({ newFeed: event.target.value.trim() })}
              />
            )}
          </Field>
          <UnitField unit={draft.unit} onChange={(unit) => onChange({ unit })} />
        </>
      )}
    </>
  )
}
