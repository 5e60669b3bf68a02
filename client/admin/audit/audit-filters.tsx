import { useEffect, useState } from 'react'
import type { AuditFilter } from '../../../shared/audit.ts'
import { useWords } from '../../i18n/provider.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { ShowDead } from '../show-dead.tsx'
import { type AuditField, actionGroups } from './audit-filter.ts'
import { actionTitle } from './audit-words.ts'

const TYPING_MS = 350

interface AuditFiltersProps {
  filter: AuditFilter
  /** Lines of everybody: the one who did it can be asked for. */
  isAll: boolean
  /** Also what the program and other systems did. */
  withPrograms: boolean
  onChange: (name: AuditField | 'programs', value: string) => void
  onClear: () => void
}

/** Which lines are looked for. */
export function AuditFilters({ filter, isAll, withPrograms, onChange, onClear }: AuditFiltersProps) {
  const words = useWords()
  return (
    <div className="filters">
      {isAll && <ActorField value={filter.actor ?? ''} onChange={(actor) => onChange('actor', actor)} />}
      <select
        aria-label={words('adminAudit.action')}
        value={filter.action ?? ''}
        onChange={(event) => onChange('action', event.target.value)}
      >
        <option value="">{words('adminAudit.allActions')}</option>
        {[...actionGroups()].map(([group, actions]) => (
          <optgroup key={group} label={words(`adminAudit.groups.${group}` as 'adminAudit.groups.batch')}>
            {actions.map((action) => (
              <option key={action} value={action}>
                {actionTitle(action, words)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {(['from', 'to'] as const).map((name) => (
        <label key={name} className="day-field">
          <span>{words(`adminAudit.${name}`)}</span>
          <input type="date" value={filter[name] ?? ''} onChange={(event) => onChange(name, event.target.value)} />
        </label>
      ))}
      {isAll && (
        <ShowDead
          label={words('adminAudit.programs')}
          isOn={withPrograms}
          onChange={(isOn) => onChange('programs', isOn ? '1' : '')}
        />
      )}
      {Object.keys(filter).length > 0 && (
        <button type="button" className="text-link" onClick={onClear}>
          {words('admin.list.clear')}
        </button>
      )}
    </div>
  )
}

/** A name that is asked for once it stands still. */
function ActorField({ value, onChange }: { value: string; onChange: (actor: string) => void }) {
  const words = useWords()
  const [text, setText] = useState(value)
  const settled = useSettled(text.trim(), TYPING_MS)
  useEffect(() => setText(value), [value])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed is told, not what came from the address
  useEffect(() => {
    if (settled !== value && settled === text.trim()) onChange(settled)
  }, [settled])
  return (
    <input
      type="search"
      className="actor-field"
      aria-label={words('adminAudit.actor')}
      placeholder={words('adminAudit.actor')}
      autoCapitalize="none"
      spellCheck={false}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
