import { useState } from 'react'
import { readSession } from '../api/session.ts'
import { useWords } from '../i18n/provider.tsx'
import { useRead } from '../ui/use-read.ts'
import { AlreadyIn } from './already-in.tsx'
import { Door } from './door.tsx'
import { LinkSignIn } from './link-sign-in.tsx'
import { SignInForms } from './sign-in-forms.tsx'
import { takeToken } from './token.ts'

const readQuietly = () => readSession().catch(() => null)

/** `/sign-in`: by the token of a link, by user name and password, or at the province's own provider. */
export function SignInPage() {
  const words = useWords()
  const [token] = useState(() => takeToken())
  const session = useRead(readQuietly, token === null ? 'session' : null)
  if (token !== null) return <LinkSignIn token={token} />
  const person = session.value && session.value.actor !== 'sample-wall' ? session.value : null
  if (session.isAsking) return <Door title={words('account.signIn.title')}>{words('page.loading')}</Door>
  return person ? <AlreadyIn session={person} /> : <SignInForms />
}
