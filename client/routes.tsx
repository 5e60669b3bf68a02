import type { ComponentType } from 'react'
import { SignInPage } from './sign-in-page.tsx'
import { WallPage } from './wall/wall-page.tsx'

/** A page and its address. */
export interface Route {
  path: string
  Page: ComponentType
}

/** Every page. The wall comes with the first load; desks are fetched when somebody goes there. */
export const ROUTES: readonly Route[] = [
  { path: '/wall', Page: WallPage },
  { path: '/sign-in', Page: SignInPage },
]
