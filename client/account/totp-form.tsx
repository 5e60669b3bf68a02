import { useEffect, useRef, useState } from 'react'
import { encode } from 'uqr'
import type { TotpOffer } from '../../shared/access.ts'
import { confirmSecondFactor, offerSecondFactor } from '../api/account.ts'
import { useWords } from '../i18n/provider.tsx'
import { CodeField, codeOf } from '../ui/code-field.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { runWithStepUp } from '../ui/step-up.tsx'
import { useAct } from '../ui/use-act.ts'
import { useSending } from '../ui/use-sending.ts'
import { inGroups } from './groups.ts'
import { qrPath } from './qr-path.ts'
import './totp.css'

/** Shows the secret as picture and text and takes the first code. @param onCodes - the recovery codes, shown once */
export function TotpForm({ onCodes }: { onCodes: (codes: readonly string[]) => void }) {
  const words = useWords()
  const { offer, problem, ask } = useOffer()
  const sending = useSending<'code'>()
  const [text, setText] = useState('')
  const code = codeOf(text, 'app')
  const missing = code === null ? words('account.fields.needCode') : undefined
  const confirm = async () => onCodes(await confirmSecondFactor(code ?? ''))
  if (problem) return <ProblemNote problem={problem} onRetry={ask} />
  return (
    <form
      ref={sending.form}
      className="totp-form"
      noValidate
      onSubmit={(event) => void sending.send(event, { code: missing }, confirm)}
    >
      <div className="totp-picture">{offer && <QrCode text={offer.uri} label={words('account.totp.picture')} />}</div>
      <ol className="totp-steps">
        <li>
          <p className="strong">{words('account.totp.scan')}</p>
          <p className="dim">{words('account.totp.apps')}</p>
          <p className="totp-secret">
            {words('account.totp.type')} <code>{offer ? inGroups(offer.secret) : '…'}</code>
          </p>
        </li>
        <li>
          <p className="strong">{words('account.totp.enter')}</p>
          <CodeField kind="app" value={text} onChange={setText} fault={sending.faults.code} />
          <Refusal problem={sending.act.problem} instead={{ IOC_SIGN_IN_FAILED: words('account.totp.refused') }} />
          <button type="submit" className="button primary" disabled={sending.act.isBusy || !offer}>
            {words('account.totp.confirm')}
          </button>
        </li>
      </ol>
    </form>
  )
}

/** A picture for the camera of a phone: dark on white in every theme, since not every app reads it otherwise. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'L', border: 2 })
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={qrPath(data)} />
    </svg>
  )
}

/** The one secret of this page; a second one would make the first void. */
function useOffer() {
  const [offer, setOffer] = useState<TotpOffer | null>(null)
  const act = useAct()
  const isAsked = useRef(false)
  const ask = () => void act.run(async () => setOffer(await runWithStepUp(offerSecondFactor)))
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each visit
  useEffect(() => {
    if (isAsked.current) return
    isAsked.current = true
    ask()
  }, [])
  return { offer, problem: act.problem, ask }
}
