import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { PASSWORD_LENGTH } from '../../shared/access.ts'
import { foldAccents } from '../../shared/units.ts'
import { HABITS, OWN_WORDS } from './common-passwords.ts'

/** Why a text may not be a password; the sentences stand beside `IOC_PASSWORD_WEAK`. */
export const WEAKNESSES = ['short', 'long', 'common', 'own', 'guessable'] as const
export type Weakness = (typeof WEAKNESSES)[number]

/** Of zxcvbn's 0–4: at least 10^8 guesses. */
const LEAST_SCORE = 3
/** The judge's time grows with the square of the length; what is strong so far stays strong. */
const JUDGED_CHARACTERS = 64
/** Shorter words stand in too many good passwords. */
const LEAST_OWN_WORD = 4
/** Fewer letters beside a usual word make nothing new of it. */
const LEAST_NEW_LETTERS = 4

const COMMON = new Set([...dictionary['passwords-common'], ...HABITS])
const LONGEST_FIRST = [...HABITS].sort((a, b) => b.length - a.length)

let judge: ZxcvbnFactory | null = null
/** The dictionaries are laid out when the first password is judged, not at every start. */
function scoreOf(text: string, words: string[]): number {
  judge ??= new ZxcvbnFactory({
    dictionary: { ...dictionary, habits: [...HABITS] },
    graphs: adjacencyGraphs,
    maxLength: JUDGED_CHARACTERS,
    l33tMaxSubstitutions: 20,
  })
  return judge.check(text, words).score
}

/** Characters as people count them: an accented letter is one. */
export function lengthOf(text: string): number {
  return [...text.normalize('NFKC')].length
}

/**
 * The first rule that a password breaks; null when it is good. There is no rule on kinds of characters.
 *
 * @see ASVS 5.0, 6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11
 */
export function findWeakness(text: string, about: readonly string[]): Weakness | null {
  const length = lengthOf(text)
  if (length < PASSWORD_LENGTH.least) return 'short'
  if (length > PASSWORD_LENGTH.most) return 'long'
  const own = [...about, ...OWN_WORDS]
  const forms = [fold(text), fold(unmasked(text))]
  if (forms.some((form) => own.map(fold).some((word) => word.length >= LEAST_OWN_WORD && form.includes(word))))
    return 'own'
  if (COMMON.has(text.toLowerCase()) || forms.some(isCommon)) return 'common'
  const words = own.flatMap((word) => [word, ...word.split(/\P{L}+/u)]).map(fold)
  const isGuessable = [text, ...forms].some((form) => scoreOf(form, words) < LEAST_SCORE)
  return isGuessable ? 'guessable' : null
}

function isCommon(form: string): boolean {
  if (COMMON.has(form)) return true
  const letters = form.replace(/\d/g, '')
  const left = LONGEST_FIRST.reduce((rest, word) => rest.replaceAll(word, '-'), letters).replaceAll('-', '')
  return left !== letters && left.length < LEAST_NEW_LETTERS
}

/** `Mật khẩu_2026` → `matkhau2026`. */
function fold(text: string): string {
  return foldAccents(text).replaceAll(' ', '')
}

const MASKS: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's' }

/** `M@tkh4u` → `Matkhau`: signs and single figures inside a word that stand for letters. */
function unmasked(text: string): string {
  return text
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replace(/(?<=\p{L})[01345](?=\p{L})/gu, (digit) => MASKS[digit] ?? digit)
}
