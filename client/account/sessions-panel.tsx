import type { AccountInfo, SessionItem } from '../../shared/access.ts'
import { closeOtherSessions, closeSession } from '../api/account.ts'
import { formatMoment } from '../format/moment.ts'
import { useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { runWithStepUp } from '../ui/step-up.tsx'
import { useAct } from '../ui/use-act.ts'
import { browserName } from './browser-name.ts'

interface SessionsPanelProps {
  account: AccountInfo
  onChange: () => void
}

/** The browsers in which one is signed in, and an end to those that one does not know. */
export function SessionsPanel({ account, onChange }: SessionsPanelProps) {
  const words = useWords()
  const act = useAct()
  const others = account.sessions.filter(({ own }) => !own)
  const end = (work: () => Promise<void>) =>
    void act.run(async () => {
      await runWithStepUp(work)
      onChange()
    })
  return (
    <section className="panel sessions-panel">
      <div className="panel-head">
        <h2>{words('account.page.sessions')}</h2>
        {others.length === 0 ? (
          <p className="dim">{words('account.page.onlyOne')}</p>
        ) : (
          <button
            type="button"
            className="button danger end-others"
            disabled={act.isBusy}
            onClick={() => end(closeOtherSessions)}
          >
            {words('account.page.endOthers')}
          </button>
        )}
      </div>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div className="scroll">
        <table className="table">
          <thead>
            <tr>
              {(['where', 'address', 'since', 'seen', 'ends'] as const).map((name) => (
                <th key={name} scope="col">
                  {words(`account.page.${name}`)}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{words('account.page.end')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {account.sessions.map((item) => (
              <SessionRow
                key={item.id}
                item={item}
                isBusy={act.isBusy}
                onEnd={() => end(() => closeSession(item.id))}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function SessionRow({ item, isBusy, onEnd }: { item: SessionItem; isBusy: boolean; onEnd: () => void }) {
  const words = useWords()
  const since = formatMoment(item.openedAt)
  return (
    <tr>
      <th scope="row">
        {(item.from && browserName(item.from.agent)) ?? words('account.page.unknownBrowser')}
        <small>{words(`account.page.how.${item.how}`)}</small>
      </th>
      <td className="nowrap">{item.from?.ip ?? words('account.page.unknownBrowser')}</td>
      <td className="nowrap">{since}</td>
      <td className="nowrap">{formatMoment(item.seenAt)}</td>
      <td className="nowrap">{formatMoment(item.endsAt)}</td>
      <td className="number">
        {item.own ? (
          <span className="dim">{words('account.page.own')}</span>
        ) : (
          <button
            type="button"
            className="text-link"
            aria-label={words('account.page.endThat', { at: since })}
            disabled={isBusy}
            onClick={onEnd}
          >
            {words('account.page.end')}
          </button>
        )}
      </td>
    </tr>
  )
}
