import { type ReactNode, useEffect } from 'react'
import type { SessionInfo } from '../../shared/access.ts'
import { readSession } from '../api/session.ts'
import { useWords } from '../i18n/provider.tsx'
import { useConnection } from '../live/use-figure.ts'
import { DeskFrame } from '../ui/desk-frame.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { SignInGate } from '../ui/sign-in-gate.tsx'
import { useRead } from '../ui/use-read.ts'
import './batch.css'
import './feeds.css'
import './sending/sending.css'
import './steps.css'

interface DeskProps {
  title: string
  children: (session: SessionInfo) => ReactNode
}

/** The desk around the officer's pages: lets in who is signed in, and tells everybody else how to. */
export function Desk({ title, children }: DeskProps) {
  const words = useWords()
  const { status, sample } = useConnection()
  const session = useRead(readSession, 'session')
  useEffect(() => {
    document.title = `${title} · ${words('product.name')}`
  }, [title, words])
  const isVisitor = session.value?.actor === 'sample-wall'
  const isShut = session.problem?.status === 401 || isVisitor
  const known = isShut ? null : session.value
  return (
    <DeskFrame
      current="/feeds"
      home={session.value?.home?.name ?? null}
      sample={status === 'connecting' ? (session.value?.sample ?? false) : sample}
      isLost={known !== null && status === 'lost'}
      session={known}
    >
      {isShut && <SignInGate />}
      {known && children(known)}
      {!isShut && !known && session.problem && (
        <div className="desk-page">
          <ProblemNote problem={session.problem} onRetry={session.reload} />
        </div>
      )}
      {!session.value && !session.problem && <p className="desk-wait">{words('page.loading')}</p>}
    </DeskFrame>
  )
}
