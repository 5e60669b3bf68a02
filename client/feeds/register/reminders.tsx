import { Link } from 'wouter'
import type { Reminder } from '../../../shared/feed-register.ts'
import { readReminders } from '../../api/feeds.ts'
import { formatMoment } from '../../format/moment.ts'
import { useWords } from '../../i18n/provider.tsx'
import { Mark, type Tone } from '../../ui/mark.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useRead } from '../../ui/use-read.ts'
import { sourcePath } from './source-path.ts'

const TONES: Record<Reminder['state'], Tone> = { dueToday: 'busy', late: 'watch', silent: 'bad' }

interface RemindersProps {
  /** The user name of who reads. */
  reader: string
  /** Says when to ask again. */
  turn: string
}

/** What is due today, late or silent: what the reader answers for in full, the rest folded. Nothing where all is well. */
export function Reminders({ reader, turn }: RemindersProps) {
  const words = useWords()
  const read = useRead(() => readReminders(), `reminders ${turn}`)
  const all = read.value ?? []
  const own = all.filter(({ owner }) => owner === reader)
  const others = all.filter(({ owner }) => owner !== reader)
  if (read.problem) return <ProblemNote problem={read.problem} onRetry={read.reload} />
  if (all.length === 0) return null
  return (
    <section className="reminders panel" aria-label={words('register.reminders.title')} data-own={own.length > 0}>
      {own.length > 0 && (
        <>
          <h2>{words('register.reminders.mine', { n: `${own.length}` })}</h2>
          <ReminderList reminders={own} isOwn />
        </>
      )}
      {others.length > 0 && (
        <details>
          <summary>
            {words(own.length > 0 ? 'register.reminders.others' : 'register.reminders.othersOnly', {
              n: `${others.length}`,
            })}
          </summary>
          <ReminderList reminders={others} isOwn={false} />
        </details>
      )}
    </section>
  )
}

function ReminderList({ reminders, isOwn }: { reminders: readonly Reminder[]; isOwn: boolean }) {
  const words = useWords()
  return (
    <ul>
      {reminders.map(({ feed, title, owner, state, expectedBy }) => (
        <li key={feed}>
          <Mark tone={TONES[state]}>{words(`register.reminders.${state}`)}</Mark>
          <Link className="text-link" href={sourcePath(feed)}>
            {title}
          </Link>
          <span className="dim">
            {words(state === 'dueToday' ? 'register.reminders.before' : 'register.reminders.since', {
              at: formatMoment(expectedBy),
            })}
            {owner && !isOwn && `, ${owner}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
