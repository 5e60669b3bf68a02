import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { localeFrom } from './i18n/provider.tsx'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const locale = localeFrom(location.search)
document.documentElement.lang = locale
createRoot(root).render(
  <StrictMode>
    <App locale={locale} />
  </StrictMode>,
)
