import { Fragment, useState } from 'react'
import { Link } from 'wouter'
import type { AuditLine } from '../../../shared/audit.ts'
import { dayOf } from '../../../shared/period.ts'
import { formatDay } from '../../format/time.ts'
import { useWords } from '../../i18n/provider.tsx'
import { roleTitle } from '../../ui/role-title.ts'
import { actionTitle, kindTitle } from './audit-words.ts'
import { formatSecond } from './format-second.ts'
import { LineDetail } from './line-detail.tsx'

interface AuditTableProps {
  lines: readonly AuditLine[]
  nameOf: (object: NonNullable<AuditLine['object']>) => string | null
  /** Narrows the list to what one caller did; null where all lines are one's own. */
  onActor: ((actor: string) => void) | null
}

/** Lines of the audit, newest first; each opens its details. */
export function AuditTable({ lines, nameOf, onActor }: AuditTableProps) {
  const words = useWords()
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const turn = (id: number) => {
    const after = new Set(open)
    if (!after.delete(id)) after.add(id)
    setOpen(after)
  }
  return (
    <div className="scroll">
      <table className="table audit">
        <thead>
          <tr>
            <th scope="col">{words('adminAudit.at')}</th>
            <th scope="col">{words('adminAudit.who')}</th>
            <th scope="col">{words('adminAudit.what')}</th>
            <th scope="col">{words('adminAudit.object')}</th>
            <th scope="col">{words('adminAudit.reason')}</th>
            <th scope="col">{words('adminAudit.address')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Fragment key={line.id}>
              <LineRow
                line={line}
                nameOf={nameOf}
                onActor={onActor}
                isOpen={open.has(line.id)}
                onTurn={() => turn(line.id)}
              />
              {open.has(line.id) && (
                <tr className="opened" id={`line-${line.id}`}>
                  <td colSpan={6}>
                    <LineDetail line={line} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LineRowProps extends Pick<AuditTableProps, 'nameOf' | 'onActor'> {
  line: AuditLine
  isOpen: boolean
  onTurn: () => void
}

function LineRow({ line, nameOf, onActor, isOpen, onTurn }: LineRowProps) {
  const words = useWords()
  const { id, at, actor, role, action, object, reason, ip } = line
  const day = dayOf(new Date(at))
  return (
    <tr data-open={isOpen}>
      <td className="nowrap">
        <button
          type="button"
          className="row-button line-button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `line-${id}` : undefined}
          aria-label={words('adminAudit.more', { id: `${id}` })}
          onClick={onTurn}
        >
          <span aria-hidden="true" className="caret" />
          {formatDay(day, true)} <span className="strong">{formatSecond(at)}</span>
        </button>
      </td>
      <th scope="row">
        {onActor ? (
          <button
            type="button"
            className="row-button"
            title={words('adminAudit.onlyActor', { actor })}
            onClick={() => onActor(actor)}
          >
            {actorName(actor, nameOf)}
          </button>
        ) : (
          actor
        )}
        <small>{roleTitle(role, words)}</small>
      </th>
      <td>{actionTitle(action, words)}</td>
      <td className="object">{object && <ObjectText object={object} name={nameOf(object)} />}</td>
      <td className="reason">{reason}</td>
      <td>{ip !== null && <code>{ip}</code>}</td>
    </tr>
  )
}

function ObjectText({ object, name }: { object: NonNullable<AuditLine['object']>; name: string | null }) {
  const words = useWords()
  const { kind, id } = object
  const kindName = kindTitle(kind, words)
  return (
    <>
      {kind === 'batch' ? (
        <Link href={`/feeds/${encodeURIComponent(id)}`} className="text-link">
          {id}
        </Link>
      ) : (
        (name ?? id)
      )}
      <small>{kindName}</small>
    </>
  )
}

/** Keys and screens act under their ids; they are called by their titles where those are known. */
function actorName(actor: string, nameOf: AuditTableProps['nameOf']): string {
  const [, kind, id] = /^(key|screen):(.+)$/.exec(actor) ?? []
  return (kind && id && nameOf({ kind, id })) || actor
}
