import type { AuditLine } from '../../../shared/audit.ts'
import { useWords } from '../../i18n/provider.tsx'
import { useUnitNames } from '../use-unit-names.ts'
import { type DetailLine, detailLines } from './detail-lines.ts'
import { detailName, detailText } from './detail-text.ts'

/** Everything that a line holds beside what the table shows. */
export function LineDetail({ line }: { line: AuditLine }) {
  const words = useWords()
  const { id, action, unit, request, detail, hash } = line
  const told = detailLines(detail)
  const unitName = useUnitNames([unit, ...told.flatMap(unitsOf)])
  const textOf = ({ name, value, before }: DetailLine) => {
    const text = detailText(name, value, words, unitName)
    return before === undefined ? text : `${detailText(name, before, words, unitName)} → ${text}`
  }
  const shown = [
    { name: words('adminAudit.line'), text: `${id} · ${action}` },
    ...(unit === null || told.some(({ name }) => name === 'unit')
      ? []
      : [{ name: words('adminAudit.unit'), text: unitName(unit) }]),
    ...told.map((one) => ({ name: detailName(one.name, words), text: textOf(one) })),
    ...(request === null ? [] : [{ name: words('adminAudit.request'), text: request }]),
    { name: words('adminAudit.hash'), text: hash },
  ]
  return (
    <dl className="line-detail">
      {shown.map(({ name, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line never changes, and two names may be equal
        <div key={index}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

function unitsOf({ name, value, before }: DetailLine): string[] {
  return name === 'unit' ? [value, before].filter((id) => typeof id === 'string') : []
}
