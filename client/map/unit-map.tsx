import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { BoundaryCollection } from '../../shared/api.ts'
import { prefersStillness, token } from '../styles/token.ts'
import { type Drawing, openDrawing } from './drawing.ts'
import { middleOf, placeIslands } from './islands.ts'
import { type Label, type LaidLabel, layLabels } from './labels.ts'
import { shortName } from './short-name.ts'

interface UnitMapProps {
  shapes: BoundaryCollection['features']
  /** Colour 1 (worst) … 7 (best) by unit; units left out are hatched. */
  colours: ReadonlyMap<string, number>
  /** Units named on the map, with what stands beside the name. */
  labels: readonly { unit: string; text: string }[]
  /** Units in the order of the arrow keys. */
  order: readonly string[]
  /** The metric shown: when it changes the map fades over. */
  metric: string
  label: string
  selected: string | null
  onSelect: (unit: string | null) => void
  /** Room around the shapes, in the page's own unit; default that of the wall, whose labels need it. */
  room?: { top: number; bottom: number; side: number }
  /** A unit is clicked, or Enter is pressed on it. */
  onPick?: (unit: string) => void
  /** A unit is clicked twice. */
  onEnter?: (unit: string) => void
}

const WALL_ROOM = { top: 20, bottom: 44, side: 12 }

/** The units of the home unit as shapes in seven colours. One drawing for the life of the page. */
export function UnitMap(props: UnitMapProps) {
  const { shapes, colours, labels, order, metric, label, selected, onSelect, onPick, onEnter, room = WALL_ROOM } = props
  const holder = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing | null>(null)
  const [life, setLife] = useState(0)
  const [laid, setLaid] = useState<LaidLabel[]>([])
  const [frame, setFrame] = useState<{ left: number; top: number; width: number } | null>(null)
  const placed = useMemo(() => placeIslands(shapes), [shapes])
  const ids = useMemo(() => new Map(shapes.map((shape) => [shape.properties.unit, shape.id])), [shapes])
  const units = useMemo(() => new Map(shapes.map((shape) => [shape.id, shape.properties.unit])), [shapes])

  const lay = useCallback(() => {
    const element = holder.current
    if (!element || !drawing.current || !placed) return
    const u = Number.parseFloat(getComputedStyle(element).getPropertyValue('--u')) || 1
    drawing.current.fit({ top: room.top * u, bottom: room.bottom * u, left: room.side * u, right: room.side * u })
    const project = drawing.current.project
    const wanted = labels.flatMap(({ unit, text }): Label[] => {
      const shape = placed.shapes.find(({ properties }) => properties.unit === unit)
      return shape ? [{ unit, text, ...project(middleOf(shape)) }] : []
    })
    setLaid(layLabels(wanted, { width: element.clientWidth, height: element.clientHeight, u }))
    if (placed.frame) {
      const a = project([placed.frame[0], placed.frame[1]])
      const b = project([placed.frame[2], placed.frame[3]])
      setFrame({ left: a.x, top: a.y, width: b.x - a.x })
    } else setFrame(null)
  }, [labels, placed, room])
  const latestLay = useRef(lay)
  latestLay.current = lay

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new life opens a new drawing after a lost graphics context
  useEffect(() => {
    const element = holder.current
    if (!element) return
    const opened = openDrawing(
      element,
      () => latestLay.current(),
      () => setLife((before) => before + 1),
    )
    drawing.current = opened
    const observer = new ResizeObserver(() => latestLay.current())
    observer.observe(element)
    return () => {
      observer.disconnect()
      opened.remove()
      drawing.current = null
    }
  }, [life])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new drawing needs its shapes again
  useEffect(() => {
    if (placed) drawing.current?.shapes(placed)
  }, [placed, life])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new drawing needs its labels again
  useEffect(() => lay(), [lay, life])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new drawing needs its colours again
  useEffect(() => {
    drawing.current?.paint(new Map([...colours].flatMap(([unit, colour]) => pair(ids.get(unit), colour))))
  }, [colours, ids, life])
  useEffect(() => drawing.current?.point(selected === null ? null : (ids.get(selected) ?? null)), [selected, ids])
  useFade(holder, metric)

  const unitAt = (event: MouseEvent<HTMLDivElement>): string | null => {
    const box = event.currentTarget.getBoundingClientRect()
    const feature = drawing.current?.featureAt({ x: event.clientX - box.left, y: event.clientY - box.top }) ?? null
    return feature === null ? null : (units.get(feature) ?? null)
  }
  const act = (unit: string | null, action: ((unit: string) => void) | undefined) => unit !== null && action?.(unit)
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Enter') act(selected, onPick)
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined || order.length === 0) return
    event.preventDefault()
    const at = selected === null ? (step > 0 ? -1 : 0) : order.indexOf(selected)
    onSelect(order[(at + step + order.length) % order.length] ?? null)
  }

  return (
    <div
      className="unit-map"
      role="application"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys go through the units of the drawing
      tabIndex={0}
      onPointerMove={(event) => onSelect(unitAt(event))}
      onClick={(event) => act(unitAt(event), onPick)}
      onDoubleClick={(event) => act(unitAt(event), onEnter)}
      onPointerLeave={() => onSelect(null)}
      onKeyDown={press}
      onBlur={() => onSelect(null)}
    >
      <div ref={holder} className="unit-map-canvas" />
      {laid.map(({ unit, text, x, y, dx, dy, side }) => (
        <span key={unit} className="map-label" data-side={side} style={{ left: x, top: y }}>
          <i className="map-pin" aria-hidden="true" />
          <span className="map-label-text" style={{ transform: `translate(${dx}px, ${dy}px)` }}>
            {text}
          </span>
        </span>
      ))}
      {frame && placed && (
        <span className="map-inset-name" style={{ left: frame.left, top: frame.top, width: frame.width }}>
          {placed.moved
            .map(({ properties }) => shortName(properties.name))
            .reverse()
            .join(' · ')}
        </span>
      )}
    </div>
  )
}

function pair(id: number | undefined, colour: number): [number, number][] {
  return id === undefined ? [] : [[id, colour]]
}

function useFade(element: { current: HTMLElement | null }, metric: string): void {
  const before = useRef(metric)
  useEffect(() => {
    if (before.current === metric) return
    before.current = metric
    if (prefersStillness()) return
    element.current?.animate([{ opacity: 0.15 }, { opacity: 1 }], {
      duration: Number.parseFloat(token('--fade-ms')),
      easing: 'ease-out',
    })
  }, [element, metric])
}
