import { useState } from 'react'
import { readSession } from '../api/session.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useRead } from '../ui/use-read.ts'
import { Door } from './door.tsx'
import { inLanguage } from './next-page.ts'
import { SetupForm } from './setup-form.tsx'

/** `/setup`: the first operator's account and the unit that the installation serves; shut for good afterwards. */
export function SetupPage() {
  const words = useWords()
  const session = useRead(readSession, 'session')
  const [isOver, setIsOver] = useState(false)
  if (!session.value && !session.problem)
    return <Door title={words('account.setup.title')}>{words('page.loading')}</Door>
  if (session.problem && session.problem.status !== 401) {
    return (
      <Door title={words('account.setup.title')}>
        <ProblemNote problem={session.problem} onRetry={session.reload} />
      </Door>
    )
  }
  if (session.value?.needs === 'setup' && !isOver) {
    return <SetupForm home={session.value.home} onOver={() => setIsOver(true)} />
  }
  return <Shut isOver={isOver || session.value !== null} />
}

/** Nobody, or nobody any more, may set this installation up. */
function Shut({ isOver }: { isOver: boolean }) {
  const words = useWords()
  const locale = useLocale()
  return (
    <Door title={words(isOver ? 'account.setup.over' : 'account.setup.shut')}>
      <p className="lead">{words(isOver ? 'account.setup.overNote' : 'account.setup.shutNote')}</p>
      <a className="button primary" href={inLanguage('/sign-in', locale)}>
        {words('account.menu.signIn')}
      </a>
    </Door>
  )
}
