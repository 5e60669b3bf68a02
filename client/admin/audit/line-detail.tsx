import type { AuditLine } from '../../../shared/audit.ts'
import { useWords } from '../../i18n/provider.tsx'
import { useUnitNames } from '../use-unit-names.ts'
import { detailLines } from './detail-lines.ts'

/** Everything that a line holds beside what the table shows. */
export function LineDetail({ line }: { line: AuditLine }) {
  const words = useWords()
  const { id, action, unit, request, detail, hash } = line
  const unitName = useUnitNames([unit])
  const told = [
    { name: words('adminAudit.line'), value: `${id} · ${action}` },
    ...(unit === null ? [] : [{ name: words('adminAudit.unit'), value: unitName(unit) }]),
    ...detailLines(detail).map(({ name, value }) => ({ name, value: sayValue(value, words) })),
    ...(request === null ? [] : [{ name: words('adminAudit.request'), value: request }]),
    { name: words('adminAudit.hash'), value: hash },
  ]
  return (
    <dl className="line-detail">
      {told.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function sayValue(value: unknown, words: ReturnType<typeof useWords>): string {
  if (value === null || value === undefined || value === '') return words('adminAudit.nothing')
  if (typeof value === 'boolean') return words(value ? 'adminAudit.yes' : 'adminAudit.no')
  if (Array.isArray(value)) return value.length === 0 ? words('adminAudit.nothing') : value.map(String).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
