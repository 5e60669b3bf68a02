import { type ComponentType, lazy } from 'react'
import { WallPage } from './wall/wall-page.tsx'

/** A page and its address. */
export interface Route {
  path: string
  Page: ComponentType
}

const AnalysisPage = lazy(() => import('./analysis/analysis-page.tsx').then((file) => ({ default: file.AnalysisPage })))
const FeedsPage = lazy(() => import('./feeds/feeds-page.tsx').then((file) => ({ default: file.FeedsPage })))
const SourcePage = lazy(() => import('./feeds/register/source-page.tsx').then((file) => ({ default: file.SourcePage })))
const BatchPage = lazy(() => import('./feeds/batch-page.tsx').then((file) => ({ default: file.BatchPage })))
const DeliveryReceiptPage = lazy(() =>
  import('./feeds/receipt/receipt-page.tsx').then((file) => ({ default: file.DeliveryReceiptPage })),
)
const AdminPage = lazy(() => import('./admin/admin-page.tsx').then((file) => ({ default: file.AdminPage })))
const SignInPage = lazy(() => import('./account/sign-in-page.tsx').then((file) => ({ default: file.SignInPage })))
const SetupPage = lazy(() => import('./account/setup-page.tsx').then((file) => ({ default: file.SetupPage })))
const InvitationPage = lazy(() =>
  import('./account/invitation-page.tsx').then((file) => ({ default: file.InvitationPage })),
)
const TotpPage = lazy(() => import('./account/totp-page.tsx').then((file) => ({ default: file.TotpPage })))
const AccountPage = lazy(() => import('./account/account-page.tsx').then((file) => ({ default: file.AccountPage })))
const ScreenPage = lazy(() => import('./account/screen-page.tsx').then((file) => ({ default: file.ScreenPage })))

/** Every page. The wall comes with the first load; desks are fetched when somebody goes there. */
export const ROUTES: readonly Route[] = [
  { path: '/wall', Page: WallPage },
  { path: '/analysis', Page: AnalysisPage },
  { path: '/feeds', Page: FeedsPage },
  { path: '/feeds/source/:id', Page: SourcePage },
  { path: '/feeds/:batch', Page: BatchPage },
  { path: '/feeds/:batch/receipt', Page: DeliveryReceiptPage },
  { path: '/admin/:section?', Page: AdminPage },
  { path: '/sign-in', Page: SignInPage },
  { path: '/setup', Page: SetupPage },
  { path: '/invitation', Page: InvitationPage },
  { path: '/account', Page: AccountPage },
  { path: '/account/totp', Page: TotpPage },
  { path: '/screen', Page: ScreenPage },
]
