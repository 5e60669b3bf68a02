import type { ReadLimits } from '../read/limits.ts'
import type { Zip } from '../read/zip.ts'
import { commentsRewrite, type Note, newComments, notesByCell } from './comments.ts'
import type { SheetMarks } from './marks.ts'
import { freeId, officeOf, type Relation, readRelations, relationsPart, withRelations } from './package-lists.ts'
import type { PackageWriter } from './package-writer.ts'
import { rewritten } from './rewriting.ts'
import { blocksOf, newShapes, shapesRewrite } from './shapes.ts'
import { sheetRewrite } from './sheet-rewrite.ts'
import { type SheetSurvey, surveySheet } from './sheet-survey.ts'
import type { Styling } from './styling.ts'

/** What of a workbook changes with one sheet. */
export interface SheetChange {
  part: string
  marks: SheetMarks
  survey: SheetSurvey
  relations: Relation[]
  /** The list of notes and the shapes that are there; null = none. */
  comments: string | null
  shapes: string | null
  /** Names for new ones; null where there are some, or none are needed. */
  newComments: string | null
  newShapes: string | null
}

/** A part that has been written anew. */
export interface MarkedPart {
  name: string
}

/** What all sheets of a workbook share while it is written. */
export interface SheetMarking {
  limits: ReadLimits
  styling: Styling
  mayBeMarked: boolean
  /** The first free block of numbers for shapes. */
  block: number
}

/** Finds out what marking a sheet takes. @param taken - names of parts, in lower case; new ones are added */
export async function surveyChange(
  zip: Zip,
  part: string,
  marks: SheetMarks,
  limits: ReadLimits,
  taken: Set<string>,
): Promise<SheetChange> {
  const relations = await readRelations(zip, part)
  const held = (type: string) => relations.find((one) => one.type === type && zip.has(one.part))?.part ?? null
  const comments = held('comments')
  const isNeeded = marks.size > 0 || comments !== null
  const survey = isNeeded
    ? await surveySheet(zip, part, limits, held('vmlDrawing') !== null)
    : { prefix: '', namespace: '', drawing: null }
  const shapes = relations.find(({ id, part: own }) => id === survey.drawing && zip.has(own))?.part ?? null
  const needs = marks.size > 0
  return {
    part,
    marks,
    survey,
    relations,
    comments,
    shapes,
    newComments: needs && comments === null ? freeName(taken, 'xl/comments', 'xml') : null,
    newShapes: needs && shapes === null ? freeName(taken, 'xl/drawings/vmlDrawing', 'vml') : null,
  }
}

function freeName(taken: Set<string>, stem: string, extension: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${stem}${number}.${extension}`
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}

/** Writes a sheet with its notes, their shapes and its relations. @throws UnreadableFile */
export async function markSheet(
  zip: Zip,
  change: SheetChange,
  { limits, styling, mayBeMarked, block }: SheetMarking,
  writer: PackageWriter,
): Promise<{ parts: MarkedPart[]; blocks: number }> {
  const { part, survey, relations } = change
  const office = officeOf(survey.namespace)
  const parts: MarkedPart[] = []
  const add = async (name: string, content: AsyncIterable<Buffer> | Iterable<Buffer>) => {
    const written = zip.packed.find((one) => one.name.toLowerCase() === name.toLowerCase())?.name ?? name
    await writer.add(written, content)
    parts.push({ name: written })
  }
  const added: Relation[] = []
  const relate = (wish: string, type: string, to: string): string => {
    const id = freeId([...relations, ...added], wish)
    added.push({ id, type, part: to })
    return id
  }
  const drawing =
    change.newShapes === null ? null : { id: relate('rIdShapes', 'vmlDrawing', change.newShapes), namespace: office }
  if (change.newComments !== null) relate('rIdNotes', 'comments', change.newComments)

  const placed: Note[] = []
  const rewrite = sheetRewrite({
    marks: change.marks,
    styling,
    mayBeMarked,
    drawing,
    onMark: (place, mark) => placed.push({ place, mark }),
  })
  await add(part, rewritten(zip.read(part), part, limits, rewrite))
  const notes = notesByCell(placed)

  let gone: ReadonlySet<string> = new Set()
  if (change.comments !== null) {
    const list = commentsRewrite(notes)
    await add(change.comments, rewritten(zip.read(change.comments), change.comments, limits, list.rewrite))
    gone = list.gone
  } else if (change.newComments !== null) await add(change.newComments, newComments(notes, survey.namespace))
  if (change.shapes !== null)
    await add(change.shapes, rewritten(zip.read(change.shapes), change.shapes, limits, shapesRewrite(notes, gone)))
  else if (change.newShapes !== null) await add(change.newShapes, newShapes(notes, block))
  if (added.length > 0) await add(relationsPart(part), [await withRelations(zip, part, added, office)])
  return { parts, blocks: blocksOf(notes) }
}
