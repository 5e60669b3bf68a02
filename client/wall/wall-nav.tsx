import { Link } from 'wouter'
import { useWords } from '../i18n/provider.tsx'
import { SCENES } from './scenes/list.ts'

interface WallNavProps {
  current: string
  /** A paired display: nobody works on it, so that no way leads off the wall. */
  isDisplay: boolean
}

/** The scenes of the wall and the way to the desks behind it. */
export function WallNav({ current, isDisplay }: WallNavProps) {
  const words = useWords()
  return (
    <nav className="wall-nav" aria-label={words('nav.label')}>
      {SCENES.map(({ id, title }) => (
        <Link key={id} href="/wall" aria-current={id === current ? 'page' : undefined}>
          {words(title)}
        </Link>
      ))}
      {!isDisplay && (
        <>
          <Link href="/analysis">{words('nav.analysis')}</Link>
          <Link href="/feeds">{words('nav.feeds')}</Link>
        </>
      )}
    </nav>
  )
}
