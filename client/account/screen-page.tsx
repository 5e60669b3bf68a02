import { useEffect } from 'react'
import { useWords } from '../i18n/provider.tsx'
import { formatLeft } from './groups.ts'
import { usePairing } from './use-pairing.ts'
import './screen.css'

/** `/screen`: a display asks to be let in. Nothing to press: a code to read out, and the wall once an operator took it. */
export function ScreenPage() {
  const words = useWords()
  const { code, leftMs, state } = usePairing()
  useEffect(() => {
    document.title = `${words('account.screen.title')} · ${words('product.name')}`
  }, [words])
  useEffect(() => {
    if (state === 'accepted') location.replace('/wall')
  }, [state])
  return (
    <main className="screen-page" data-theme="dark">
      <div className="screen-inner">
        <p className="screen-brand">
          <img src="/mark.svg" alt="" />
          {words('product.name')}
        </p>
        <h1>{words('account.screen.title')}</h1>
        <p className="screen-code" role="status">
          <span className="visually-hidden">
            {code && words('account.screen.spoken', { code: [...code].join(' ') })}
          </span>
          <span aria-hidden="true" data-waiting={code === null}>
            {code ?? '····-····'}
          </span>
        </p>
        <p className="screen-how">{words('account.screen.how')}</p>
        <p className="screen-left" role={state === 'waiting' ? 'timer' : 'status'}>
          {state === 'waiting' && leftMs !== null
            ? words('account.screen.left', { time: formatLeft(leftMs) })
            : words(`account.screen.${state === 'waiting' ? 'asking' : state}`)}
        </p>
      </div>
    </main>
  )
}
