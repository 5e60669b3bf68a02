import type { InstallationSettings, SettingsChange } from '../../shared/settings.ts'
import { callApi } from './fetch.ts'

/** What holds for the whole installation. */
export function readSettings(): Promise<InstallationSettings> {
  return callApi<InstallationSettings>('/settings')
}

/** Chooses the unit that the installation serves. */
export function changeSettings(change: SettingsChange): Promise<InstallationSettings> {
  return callApi<InstallationSettings>('/settings', { method: 'PATCH', body: change })
}
