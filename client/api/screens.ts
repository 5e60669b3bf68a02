import type { ApproveScreen, ScreenChange, ScreenItem } from '../../shared/access.ts'
import { callApi } from './fetch.ts'

/** The wall displays, revoked ones too. */
export async function listScreens(): Promise<ScreenItem[]> {
  const { screens } = await callApi<{ screens: ScreenItem[] }>('/screens')
  return screens
}

/** Lets the display in that shows this code. */
export function approveScreen(screen: ApproveScreen): Promise<ScreenItem> {
  return callApi<ScreenItem>('/screens', { method: 'POST', body: screen })
}

/** Changes what a display may show and from where. */
export function changeScreen(id: string, change: ScreenChange): Promise<ScreenItem> {
  return callApi<ScreenItem>(`/screens/${encodeURIComponent(id)}`, { method: 'PATCH', body: change })
}

/** Shuts a display out at once. */
export function revokeScreen(id: string): Promise<void> {
  return callApi<void>(`/screens/${encodeURIComponent(id)}`, { method: 'DELETE' })
}
