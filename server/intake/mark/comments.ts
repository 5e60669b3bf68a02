import type { Mark } from './marks.ts'
import { attributeOf, escapeXml, opened, prefixOf, tagOf } from './markup.ts'
import { AUTHOR, type NotePlace, noteText, OURS_BEGIN } from './note-text.ts'
import type { Rewrite } from './rewriting.ts'
import { referenceOf } from './sheet-rewrite.ts'

/** A note to be written: where, and what it says. */
export interface Note {
  place: NotePlace
  mark: Mark
}

/** Notes by the reference of their cell. */
export type Notes = ReadonlyMap<string, Note>

/** The notes of a sheet by their cells. */
export function notesByCell(notes: readonly Note[]): Notes {
  return new Map(notes.map((note) => [referenceOf(note.place), note]))
}

/** A list of notes for a sheet that has none. @param namespace - that of the sheet's own elements */
export function* newComments(notes: Notes, namespace: string): Generator<Buffer> {
  const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${namespace}">`
  yield Buffer.from(`${head}<authors><author>${AUTHOR}</author></authors><commentList>`)
  for (const [reference, { mark }] of notes) yield Buffer.from(comment('', reference, mark, 0))
  yield Buffer.from('</commentList></comments>')
}

function comment(prefix: string, reference: string, mark: Mark, author: number): string {
  const text = run(prefix, noteText(mark))
  return `<${prefix}comment ref="${reference}" authorId="${author}"><${prefix}text>${text}</${prefix}text></${prefix}comment>`
}

function run(prefix: string, text: string): string {
  return `<${prefix}r><${prefix}rPr><${prefix}sz val="9"/><${prefix}rFont val="Tahoma"/></${prefix}rPr><${prefix}t xml:space="preserve">${escapeXml(text)}</${prefix}t></${prefix}r>`
}

/** How a list of notes changes: those of an earlier return go, those of others stay, ours are added or join theirs. */
export interface CommentsRewrite {
  rewrite: Rewrite
  /** Cells whose note went and whose shape has to go too; known when the list has been written. */
  gone: ReadonlySet<string>
}

/** Writes our notes into a list that is there. */
export function commentsRewrite(notes: Notes): CommentsRewrite {
  const gone = new Set<string>()
  const joined = new Set<string>()
  let [authors, ours] = [0, -1]
  let inAuthor: string | null = null
  let held: { tokens: string[]; reference: string; isOurs: boolean } | null = null
  let isKnown = false
  let prefix = ''

  const author = (): string => {
    if (isKnown) return ''
    isKnown = true
    if (ours >= 0 || notes.size === 0) return ''
    ours = authors
    return `<${prefix}author>${AUTHOR}</${prefix}author>`
  }
  const rest = (): string => {
    let added = ''
    for (const [reference, { mark }] of notes)
      if (!joined.has(reference)) added += comment(prefix, reference, mark, ours)
    return added
  }
  const finish = ({ tokens, reference, isOurs }: NonNullable<typeof held>): string => {
    const note = notes.get(reference)
    if (isOurs) {
      if (!note) gone.add(reference)
      return ''
    }
    const kept = withoutOurs(tokens)
    if (!note) return kept.join('')
    const end = kept.findLastIndex((token) => tagOf(token)?.name === 'text')
    if (end < 0) return kept.join('')
    joined.add(reference)
    const tag = kept[end] as string
    const text = run(prefix, `\n${OURS_BEGIN}\n${noteText(note.mark)}`)
    kept[end] = tag.endsWith('/>') ? `${opened(tag)}${text}</${prefix}text>` : text + tag
    return kept.join('')
  }

  const rewrite: Rewrite = (token) => {
    const tag = tagOf(token)
    if (held !== null) {
      held.tokens.push(token)
      if (tag?.name !== 'comment' || tag.kind !== 'close') return ''
      const done = finish(held)
      held = null
      return done
    }
    if (tag === null) {
      if (inAuthor !== null) inAuthor += token
      return token
    }
    switch (tag.name) {
      case 'comments':
        if (tag.kind === 'open') prefix = prefixOf(token)
        return token
      case 'author':
        if (tag.kind === 'open') inAuthor = ''
        else {
          if (inAuthor?.trim() === AUTHOR && ours < 0) ours = authors
          inAuthor = null
          authors += 1
        }
        return token
      case 'authors':
        if (tag.kind === 'empty') return `${opened(token)}${author()}</${prefix}authors>`
        return tag.kind === 'close' ? author() + token : token
      case 'commentList': {
        const before = isKnown ? '' : `<${prefix}authors>${author()}</${prefix}authors>`
        if (tag.kind === 'empty') return `${before}${opened(token)}${rest()}</${prefix}commentList>`
        return tag.kind === 'close' ? rest() + token : before + token
      }
      case 'comment':
        if (tag.kind === 'close') return token
        held = {
          tokens: [token],
          reference: (attributeOf(token, 'ref') ?? '').replaceAll('$', ''),
          isOurs: Number(attributeOf(token, 'authorId') ?? -1) === ours,
        }
        if (tag.kind === 'open') return ''
        held = null
        return token
      default:
        return token
    }
  }
  return { rewrite, gone }
}

/** Somebody's note without what an earlier return wrote below it: our run and all behind it. */
function withoutOurs(tokens: readonly string[]): string[] {
  const marked = tokens.findIndex((token) => tagOf(token) === null && token.includes(OURS_BEGIN))
  if (marked < 0) return [...tokens]
  const own = tokens[marked] as string
  const kept = own.slice(0, own.indexOf(OURS_BEGIN)).trimEnd()
  const end = tokens.findLastIndex((token) => tagOf(token)?.name === 'text')
  const run = tokens.slice(0, marked).findLastIndex((token) => tagOf(token)?.name === 'r')
  if (kept === '' && run >= 0) return [...tokens.slice(0, run), ...tokens.slice(end)]
  // Another program has joined the runs: the texts go, what is around them stays.
  return tokens.map((token, at) => (at < marked || tagOf(token) !== null ? token : at === marked ? kept : ''))
}
