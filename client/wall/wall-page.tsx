import { dayOf } from '../../shared/period.ts'
import { useNow } from '../live/use-figure.ts'
import { WallHeader } from '../tiles/wall-header.tsx'
import { LostBanner } from './lost-banner.tsx'
import { SCENES } from './scenes/list.ts'
import { StartPanel } from './start-panel.tsx'
import { useHome } from './use-home.ts'
import { WallHelp } from './wall-help.tsx'
import { WallNav } from './wall-nav.tsx'
import './wall.css'
import '../tiles/tiles.css'
import '../map/map.css'

const MINUTE_MS = 60_000

/** The wall: header, one scene, and what is laid over it when there is nothing to show or nobody to hear. */
export function WallPage() {
  const now = useNow(MINUTE_MS)
  const home = useHome(dayOf(now))
  const scene = SCENES[0]
  if (!scene) return null
  return (
    <main className="wall" data-theme="dark">
      <div className="wall-inner" data-scene={scene.id}>
        <WallHeader
          home={home.session?.home?.name ?? null}
          nav={<WallNav current={scene.id} isDisplay={home.session?.actor.startsWith('screen:') ?? false} />}
        />
        <scene.Body home={home} />
        <LostBanner />
        <StartPanel home={home} />
        <WallHelp />
      </div>
    </main>
  )
}
