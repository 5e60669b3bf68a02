import { type ComponentType, lazy } from 'react'
import { WallPage } from './wall/wall-page.tsx'

/** A page and its address. */
export interface Route {
  path: string
  Page: ComponentType
}

const AnalysisPage = lazy(() => import('./analysis/analysis-page.tsx').then((file) => ({ default: file.AnalysisPage })))
const FeedsPage = lazy(() => import('./feeds/feeds-page.tsx').then((file) => ({ default: file.FeedsPage })))
const BatchPage = lazy(() => import('./feeds/batch-page.tsx').then((file) => ({ default: file.BatchPage })))
const SignInPage = lazy(() => import('./account/sign-in-page.tsx').then((file) => ({ default: file.SignInPage })))

/** Every page. The wall comes with the first load; desks are fetched when somebody goes there. */
export const ROUTES: readonly Route[] = [
  { path: '/wall', Page: WallPage },
  { path: '/analysis', Page: AnalysisPage },
  { path: '/feeds', Page: FeedsPage },
  { path: '/feeds/:batch', Page: BatchPage },
  { path: '/sign-in', Page: SignInPage },
]
