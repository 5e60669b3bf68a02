import { useEffect } from 'react'
import { useWords } from '../i18n/provider.tsx'
import { useConnection } from '../live/use-figure.ts'
import { DeskFrame } from '../ui/desk-frame.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { AnalysisView } from './analysis-view.tsx'
import { SignInNote } from './sign-in-note.tsx'
import { useVisit } from './use-visit.ts'
import './analysis.css'
import './controls.css'
import './panels.css'
import './table.css'
import './tree.css'

/** The analyst's page: figures for everybody who may see the wall, rows for those who are signed in. */
export function AnalysisPage() {
  const words = useWords()
  const { status, sample } = useConnection()
  const { session, problem, reload } = useVisit()
  useEffect(() => {
    document.title = `${words('analysis.title')} · ${words('product.name')}`
  }, [words])
  const isShut = problem?.status === 401 && session === null
  const isVisitor = session === null || session.actor === 'sample-wall'
  return (
    <DeskFrame
      current="/analysis"
      home={session?.home?.name ?? null}
      sample={status === 'connecting' ? (session?.sample ?? false) : sample}
      isLost={status === 'lost'}
      session={isVisitor ? null : session}
    >
      {isShut && <SignInNote title={words('analysis.side.shut')} />}
      {!isShut && session && <AnalysisView session={session} />}
      {!isShut && !session && problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!session && !problem && <p className="desk-wait">{words('page.loading')}</p>}
    </DeskFrame>
  )
}
