import { Link } from 'wouter'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useConnection, useFigure, useProgress } from '../live/use-figure.ts'
import { cellOf } from '../tiles/cells.ts'
import { signInFromHere } from '../ui/way-back.ts'
import type { Home } from './use-home.ts'

const ANY = ['dossiers.received', 'feedback.received', 'surveys.answers', 'index.total']

/** The very first minutes: sample data on its way, an empty installation, or a screen that is not let in. Gone with the first figure. */
export function StartPanel({ home }: { home: Home }) {
  const words = useWords()
  const { status, seq, sample } = useConnection()
  const { rows } = useFigure({ measures: ANY, period: { last: { months: 24 } } })
  const hasFigure = rows?.some((row) => ANY.some((measure) => (cellOf(row, measure).value ?? 0) > 0)) ?? false
  const hasDossiers = (cellOf(rows?.[0], 'dossiers.received').value ?? 0) > 0
  if (hasFigure && !hasDossiers && sample) return <LoadingNote />
  if (hasFigure || (status !== 'live' && !home.isShut)) return null
  if (home.isShut) {
    return (
      <Panel title={words('start.signIn')} note={words('start.signInNote')}>
        <p className="start-ways">
          <a href={signInFromHere()}>{words('account.menu.signIn')}</a>
          <a href="/screen">{words('start.pair')}</a>
        </p>
      </Panel>
    )
  }
  if (rows === null && seq !== 0) return null
  if (sample || home.session?.sample) {
    return (
      <Panel title={words('start.loading')} note={words('start.loadingNote')}>
        <LoadingBar />
      </Panel>
    )
  }
  return (
    <Panel title={words('start.empty')} note={words('start.emptyNote')}>
      <Link href="/feeds">{words('nav.feeds')}</Link>
    </Panel>
  )
}

function Panel({ title, note, children }: { title: string; note: string; children?: React.ReactNode }) {
  return (
    <div className="start-panel" role="status">
      <img src="/mark.svg" alt="" />
      <h2>{title}</h2>
      <p>{note}</p>
      {children}
    </div>
  )
}

/** Some figures stand already, the largest delivery is still on its way. */
function LoadingNote() {
  const words = useWords()
  const isUnderWay = Object.keys(useProgress()).length > 0
  if (!isUnderWay) return null
  return (
    <div className="loading-note" role="status">
      {words('start.loading')} <LoadingBar />
    </div>
  )
}

/** How far the deliveries under way are; without a known total only how many rows were read. */
function LoadingBar() {
  const locale = useLocale()
  const steps = Object.values(useProgress())
  const done = steps.reduce((sum, step) => sum + step.done, 0)
  const total = steps.reduce<number | null>(
    (sum, step) => (sum === null || step.total === null ? null : sum + step.total),
    0,
  )
  return (
    <p className="loading-bar">
      <span className="bar" aria-hidden="true">
        <span className="bar-fill" style={{ width: `${total ? Math.min(100, (done / total) * 100) : 0}%` }} />
      </span>
      {done > 0 && formatNumber(done, locale)}
    </p>
  )
}
