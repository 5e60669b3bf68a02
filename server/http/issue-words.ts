import type { Batch, Issue, Question, SheetMapping } from '../../shared/batch.ts'
import { ERRORS } from '../errors.ts'

/** Language of a text for people. */
export type Language = 'vi' | 'en'

/** What was found in a delivery is kept in both languages; each reader is sent his own, and never the other. */
export function issueIn({ en, ...issue }: Issue, language: Language): Issue {
  const repair = issue.repair && { ...issue.repair, choices: choicesIn(issue.repair.choices, language) }
  return { ...issue, ...(language === 'en' && en), ...(repair && { repair }) }
}

/** A question in the reader's language. */
export function questionIn({ en, ...question }: Question, language: Language): Question {
  const text = language === 'en' && en !== undefined ? en : question.text
  return { ...question, text, choices: choicesIn(question.choices, language) }
}

/** Why a sheet was left out, in the reader's language. */
export function sheetIn({ en, ...sheet }: SheetMapping, language: Language): SheetMapping {
  return language === 'en' && en ? { ...sheet, ...en } : sheet
}

/** Why a whole file was refused, in the reader's language; what was kept in one language only is told by its code. */
export function problemIn(
  { en, ...problem }: NonNullable<Batch['problem']>,
  language: Language,
): NonNullable<Batch['problem']> {
  if (language === 'vi') return problem
  if (en) return { code: problem.code, status: problem.status, ...en }
  const title = ERRORS[problem.code]?.title.en
  return title === undefined ? problem : { code: problem.code, status: problem.status, title }
}

/** Refused rows of a push, in the reader's language. */
export function rejectedIn<T extends { issues: readonly Issue[] }>(rejected: readonly T[], language: Language): T[] {
  return rejected.map((row) => ({ ...row, issues: row.issues.map((issue) => issueIn(issue, language)) }))
}

function choicesIn<T extends { label: string; en?: string }>(choices: readonly T[], language: Language): T[] {
  return choices.map((choice) => {
    const { en, ...rest } = choice
    return { ...rest, label: language === 'en' && en !== undefined ? en : choice.label } as T
  })
}
