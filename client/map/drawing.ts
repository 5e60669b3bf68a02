import type { FeatureCollection } from 'geojson'
import { Map as LibreMap, type StyleSpecification } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import { token } from '../styles/token.ts'
import { MAX_CLASSES } from './classes.ts'
import { hatchImage } from './hatch.ts'
import type { Placed } from './islands.ts'
import { setOwnWorker } from './worker.ts'

/** A map on screen. Created once; shapes, colours and size change in place. */
export interface Drawing {
  /** Colour 1 (worst) … 7 (best) by feature id; a feature without one keeps the "no data" hatch. */
  paint(colours: ReadonlyMap<number, number>): void
  point(feature: number | null): void
  shapes(placed: Placed): void
  /** Refits to the element; `padding` in CSS pixels. */
  fit(padding: { top: number; bottom: number; left: number; right: number }): void
  /** Where a place lies on the element, CSS pixels. */
  project(place: [number, number]): { x: number; y: number }
  featureAt(point: { x: number; y: number }): number | null
  remove(): void
}

const SOURCE = 'units'
const FRAME = 'frame'

/** Opens the one map of a page. `onLost` is called when the graphics card let go of it and it did not come back. */
export function openDrawing(element: HTMLElement, onReady: () => void, onLost: () => void): Drawing {
  setOwnWorker()
  const map = new LibreMap({
    container: element,
    style: emptyStyle(element),
    interactive: false,
    attributionControl: false,
    fadeDuration: 0,
    trackResize: false,
    renderWorldCopies: false,
    maxZoom: 16,
  })
  map.getCanvas().tabIndex = -1
  map.getCanvas().setAttribute('aria-hidden', 'true')
  let ready = false
  let placed: Placed | null = null
  let colours: ReadonlyMap<number, number> = new Map()
  let pointed: number | null = null
  let painted = new Map<number, number>()

  const apply = () => {
    if (!ready || !placed) return
    for (const { id } of placed.shapes) {
      const colour = colours.get(id) ?? 0
      if (painted.get(id) === colour) continue
      painted.set(id, colour)
      map.setFeatureState({ source: SOURCE, id }, { colour })
    }
  }
  const load = () => {
    if (!ready || !placed) return
    painted = new Map()
    setData(map, SOURCE, { type: 'FeatureCollection', features: placed.shapes } as FeatureCollection)
    setData(map, FRAME, frameOf(placed))
    apply()
  }
  const dress = () => {
    if (!map.hasImage('hatch')) {
      map.addImage('hatch', hatchImage(token('--hatch', element), token('--hatch-ground', element)), { pixelRatio: 2 })
    }
    load()
  }
  map.on('load', () => {
    ready = true
    dress()
    onReady()
    map.once('idle', () => {
      element.dataset.drawn = ''
    })
  })
  const stopWatching = watchContext(map, {
    gone: () => {
      ready = false
    },
    back: () => {
      ready = true
      dress()
    },
    lost: onLost,
  })

  return {
    paint(next) {
      colours = next
      apply()
    },
    point(feature) {
      if (!ready || pointed === feature) return
      if (pointed !== null) map.setFeatureState({ source: SOURCE, id: pointed }, { pointed: false })
      if (feature !== null) map.setFeatureState({ source: SOURCE, id: feature }, { pointed: true })
      pointed = feature
    },
    shapes(next) {
      placed = next
      load()
    },
    fit(padding) {
      map.resize()
      if (placed) map.fitBounds(placed.bounds, { padding, animate: false, maxZoom: 16 })
    },
    project: (place) => map.project(place),
    featureAt({ x, y }) {
      if (!ready) return null
      const id = map.queryRenderedFeatures([x, y], { layers: ['hatch'] })[0]?.id
      return typeof id === 'number' ? id : null
    },
    remove() {
      stopWatching()
      map.remove()
    },
  }
}

/** A lost context normally comes back by itself within a moment; if not, the page opens a new map. Meanwhile nothing is drawn. */
function watchContext(map: LibreMap, on: { gone(): void; back(): void; lost(): void }): () => void {
  const PATIENCE_MS = 5_000
  let timer: ReturnType<typeof setTimeout> | undefined
  map.on('webglcontextlost', () => {
    on.gone()
    clearTimeout(timer)
    timer = setTimeout(on.lost, PATIENCE_MS)
  })
  map.on('webglcontextrestored', () => {
    map.once('idle', () => {
      clearTimeout(timer)
      on.back()
    })
  })
  return () => clearTimeout(timer)
}

function setData(map: LibreMap, source: string, data: FeatureCollection): void {
  const held = map.getSource(source)
  if (held?.type === 'geojson' && 'setData' in held) (held as { setData(data: FeatureCollection): void }).setData(data)
}

function frameOf({ frame }: Placed): FeatureCollection {
  if (!frame) return { type: 'FeatureCollection', features: [] }
  const [west, south, east, north] = frame
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: corners } }],
  }
}

function emptyStyle(element: HTMLElement): StyleSpecification {
  const empty = { type: 'FeatureCollection', features: [] } as FeatureCollection
  const u = Number.parseFloat(getComputedStyle(element).getPropertyValue('--u')) || 1
  const colour = ['coalesce', ['feature-state', 'colour'], 0]
  const steps = Array.from({ length: MAX_CLASSES }, (_, i) => [i + 1, token(`--map-${i + 1}`, element)]).flat()
  const isPointed = ['boolean', ['feature-state', 'pointed'], false]
  return {
    version: 8,
    sources: { [SOURCE]: { type: 'geojson', data: empty }, [FRAME]: { type: 'geojson', data: empty } },
    layers: [
      { id: 'hatch', type: 'fill', source: SOURCE, paint: { 'fill-pattern': 'hatch' } },
      {
        id: 'fill',
        type: 'fill',
        source: SOURCE,
        paint: {
          'fill-color': ['match', colour, ...steps, 'rgba(0,0,0,0)'],
          'fill-opacity': ['case', ['==', colour, 0], 0, 1],
          'fill-antialias': true,
        },
      },
      {
        id: 'border',
        type: 'line',
        source: SOURCE,
        layout: { 'line-join': 'round' },
        paint: { 'line-color': token('--map-line', element), 'line-width': Math.max(0.8, 1.4 * u) },
      },
      {
        id: 'pointed',
        type: 'line',
        source: SOURCE,
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': token('--map-hover', element),
          'line-width': ['case', isPointed, Math.max(2, 3 * u), 0],
        },
      },
      {
        id: 'frame',
        type: 'line',
        source: FRAME,
        paint: { 'line-color': token('--line-strong', element), 'line-width': Math.max(1, 1.2 * u) },
      },
    ],
  } as StyleSpecification
}
