import { setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'

/** The map's worker comes from our own address as a file, so that the page needs no `blob:` in its security policy. */
export function setOwnWorker(): void {
  setWorkerUrl(new URL(workerUrl, location.href).href)
}
