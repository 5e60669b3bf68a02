/** Reads a token of `tokens.css` where CSS cannot reach: canvas charts and the map. */
export function token(name: `--${string}`, element: Element = document.documentElement): string {
  return getComputedStyle(element).getPropertyValue(name).trim()
}

/** Does the viewer ask for stillness? Then nothing rolls, flashes or fades. */
export function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}
