import type { Problem } from '../../shared/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { SignInNote } from './sign-in-note.tsx'

interface RefusalNoteProps {
  problem: Problem
  /** What is shut for those who are not signed in, or may not see it. */
  shut: string
  onRetry?: (() => void) | undefined
}

/** Why the server does not answer: kindly where somebody has to sign in, else as a problem with its cure. */
export function RefusalNote({ problem, shut, onRetry }: RefusalNoteProps) {
  if (problem.status === 401 || problem.status === 403) return <SignInNote title={shut} />
  return <ProblemNote problem={problem} onRetry={onRetry} />
}
