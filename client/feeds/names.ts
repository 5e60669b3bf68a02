import type { FeedItem } from '../../shared/api.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { ROLES } from '../../shared/roles.ts'
import type { Locale } from '../format/locale.ts'
import type { useWords } from '../i18n/provider.tsx'

type Say = ReturnType<typeof useWords>

/** A person as colleagues say it: by name, else by the role whose link or token was used. */
export function personName(actor: string, role: string | null, words: Say): string {
  const asked = actor.startsWith('link:') ? actor.slice('link:'.length) : actor === 'admin-token' ? 'operator' : actor
  const known = ROLES.find((name) => name === asked)
  if (known) return words(`account.roles.${known}`)
  const byRole = ROLES.find((name) => name === role)
  return byRole ? `${actor}, ${words(`account.roles.${byRole}`)}` : actor
}

/** Title of a dataset in the language of the page; its id where the product does not know it. */
export function datasetTitle(id: string, locale: Locale): string {
  return findDataset(id)?.title[locale] ?? id
}

/** Title of a feed; deliveries of the program's own feeds bear the name of their dataset. */
export function feedTitle(id: string, dataset: string, feeds: readonly FeedItem[], locale: Locale): string {
  return feeds.find((feed) => feed.id === id)?.title ?? datasetTitle(dataset, locale)
}
