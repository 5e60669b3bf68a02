/** Shorter texts are composed as a whole: even the worst of them costs nothing. */
const SHORT = 400
/** More marks on one letter than any language has; composing sorts them, in time that grows with their square. */
const LONG_RUN = /\p{M}{31}/u
const PIECE = /\P{M}\p{M}{0,30}|\p{M}{1,30}/gu

/**
 * Letters and their marks as one character (NFC), in time linear in the text: where somebody piled thousands of marks on one
 * letter, they are composed in groups of thirty.
 *
 * @see Unicode Standard Annex 15, 13: stream-safe text
 */
export function toNfc(text: string): string {
  if (text.length <= SHORT || !LONG_RUN.test(text)) return text.normalize('NFC')
  return text.replace(PIECE, (piece) => piece.normalize('NFC'))
}
