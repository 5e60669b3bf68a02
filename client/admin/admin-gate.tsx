import { useWords } from '../i18n/provider.tsx'
import { roleTitle } from '../ui/role-title.ts'
import { signInFromHere } from '../ui/way-back.ts'
import '../ui/sign-in-gate.css'

/** For whom the administration is, and how to get in. @param known - the role of a caller who may not; null = nobody is signed in */
export function AdminGate({ known }: { known: string | null }) {
  const words = useWords()
  return (
    <div className="gate panel">
      <h1>{words('admin.gate.title')}</h1>
      <p>{known === null ? words('admin.gate.note') : words('admin.gate.other', { role: roleTitle(known, words) })}</p>
      <div className="gate-end">
        <a className="button primary" href={signInFromHere()}>
          {words(known === null ? 'admin.gate.signIn' : 'admin.gate.switch')}
        </a>
        <a className="text-link" href="/analysis">
          {words('admin.gate.back')}
        </a>
      </div>
    </div>
  )
}
