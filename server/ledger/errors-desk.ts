import createError from '@fastify/error'

/** Where a refusal happened: fills the `{places}` of its words. */
type Places = Record<string, string | number>

const Counted = createError('IOC_BATCH_COUNTED', 'The batch counts already.', 409)
const Overtaken = createError(
  'IOC_BATCH_OVERTAKEN',
  'Another file of the feed counted since this one was compared.',
  409,
)
const ApprovalSelfError = createError('IOC_APPROVAL_SELF', 'A second person has to agree.', 409)

/** The file was read another way since it was looked at. */
export const MappingMoved = createError('IOC_MAPPING_MOVED', 'The file was read another way since.', 409)

/** A second person has to agree before a file of this feed counts, and nobody asked yet. */
export const ApprovalNeeded = createError('IOC_APPROVAL_NEEDED', 'Nobody asked a second person to agree yet.', 409)

/** Only a delivery that waits for a second person can be sent back. */
export const BatchNotApproving = createError<[string, string]>(
  'IOC_BATCH_NOT_APPROVING',
  'Batch %s is %s; it does not wait for a second person.',
  409,
)

/** Who sent it went away before it was written down; it never arrived, and nobody hears this. */
export const SenderGone = createError('ECONNRESET', 'aborted', 400)

/** Somebody made the delivery count before: says who, when, and under which seq. */
export function batchCounted(by: string, committedAt: string, seq: number): Error {
  return Object.assign(new Counted(), { at: { by, committedAt, when: localTime(committedAt), seq } satisfies Places })
}

/** Another file of the feed counted since this one was compared: says whose, and when. This one is kept. */
export function batchOvertaken(other: { batch: string; by: string; committedAt: string; seq: number }): Error {
  const at: Places = { ...other, when: localTime(other.committedAt) }
  return Object.assign(new Overtaken(), { at })
}

/** Who asked may not be the one who agrees. */
export function approvalSelf(asked: { by: string; at: string }): Error {
  const at: Places = { by: asked.by, askedAt: asked.at, when: localTime(asked.at) }
  return Object.assign(new ApprovalSelfError(), { at })
}

const LOCAL = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** An instant as people in Việt Nam write it: 22/11/2026 09:00. */
function localTime(instant: string): string {
  return LOCAL.format(new Date(instant)).replace(', ', ' ')
}
