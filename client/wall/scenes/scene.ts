import type { ComponentType } from 'react'
import type { Home } from '../use-home.ts'

/** What every scene is given. */
export interface SceneProps {
  home: Home
}

/** One composition of tiles for the wall. Adding one is a file here and a line in `list.ts`. */
export interface Scene {
  id: string
  /** Key of its title among the words. */
  title: 'nav.overview'
  Body: ComponentType<SceneProps>
}
