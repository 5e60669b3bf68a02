import { Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import type { Locale } from './format/locale.ts'
import { useWords, WordsProvider } from './i18n/provider.tsx'
import { ROUTES } from './routes.tsx'

/** The pages of the product in one language. */
export function App({ locale }: { locale: Locale }) {
  return (
    <WordsProvider locale={locale}>
      <Suspense fallback={<Opening />}>
        <Switch>
          {ROUTES.map(({ path, Page }) => (
            <Route key={path} path={path} component={Page} />
          ))}
          <Route path="/">
            <Redirect to="/wall" replace />
          </Route>
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </WordsProvider>
  )
}

function Opening() {
  const words = useWords()
  return <main className="notice">{words('page.loading')}</main>
}

function NotFound() {
  const words = useWords()
  return (
    <main className="notice">
      <h1>{words('page.notFound')}</h1>
    </main>
  )
}
