import createError from '@fastify/error'

/** Another running server holds the data folder. */
export const DataLocked = createError<[string, number | string]>(
  'IOC_DATA_LOCKED',
  'The data folder %s is in use by another server (process %s). Stop that one, or give this one its own IOC_DATA_DIR.',
  500,
)

/** The data folder was written by another major version of PostgreSQL. */
export const DataVersion = createError<[string, string, string]>(
  'IOC_DATA_VERSION',
  'The data folder %s belongs to PostgreSQL %s, this program brings PostgreSQL %s. Start the program version that wrote it, make a dump with it, and restore the dump into a new folder.',
  500,
)

/** The folder holds something that this program did not write; it is left untouched. */
export const DataForeign = createError<[string]>(
  'IOC_DATA_FOREIGN',
  'The folder %s is not empty and is not a database of this program. Nothing was changed; choose an empty IOC_DATA_DIR.',
  500,
)

/** The operating system does not let the database into its folder. */
export const DataAccess = createError<[string, string]>(
  'IOC_DATA_ACCESS',
  'The database cannot use %s: %s. Give it a folder that its user may enter (IOC_DATA_DIR), or start the program as an ordinary user.',
  500,
)

/** The embedded database did not come up; the reason is its own last words. */
export const DataStart = createError<[string]>('IOC_DATA_START', 'The embedded database does not start: %s', 500)

/** The given database cannot be used. */
export const DatabaseUnfit = createError<[string]>('IOC_DATABASE_UNFIT', 'The database cannot be used: %s', 500)

/** The database was written by a newer program. */
export const DatabaseNewer = createError<[number, number]>(
  'IOC_DATABASE_NEWER',
  'The database is at migration %s, this program knows migrations up to %s. Start the newer program.',
  500,
)

/** The secret is missing or too short to protect dossier codes. */
export const SecretShort = createError('IOC_SECRET_SHORT', 'IOC_SECRET must have at least 32 characters.', 500)

/** The secret is not the one with which this database was filled: keys would no longer meet. */
export const SecretOther = createError(
  'IOC_SECRET_OTHER',
  'IOC_SECRET is not the one with which this database was filled. Start with the secret that belongs to it.',
  500,
)

/** The database does not answer at the moment. */
export const DatabaseAway = createError(
  'IOC_DATABASE_AWAY',
  'The database does not answer. Nothing was lost; try again in a moment.',
  503,
)

/** A reading took longer than it may. */
export const ReadTooLong = createError('IOC_READ_TOO_LONG', 'The question takes too long. Narrow period or units.', 503)

/** No delivery has this id (or it is outside what the caller may see). */
export const BatchUnknown = createError<[string]>('IOC_BATCH_UNKNOWN', 'There is no batch %s.', 404)

/** The delivery is not in a state in which this can be done. */
export const BatchState = createError<[string, string]>('IOC_BATCH_STATE', 'Batch %s is %s.', 409)

/** Only a checked, faultless delivery can be committed. */
export const BatchNotReady = createError<[string, string]>(
  'IOC_BATCH_NOT_READY',
  'Batch %s is %s; only a batch that is ready can be committed.',
  409,
)

/** The delivery has rejected rows and nobody agreed to leave them out. */
export const BatchHasRejected = createError<[string, number]>(
  'IOC_BATCH_REJECTED_ROWS',
  'Batch %s has %s rejected rows. Repair them, or agree to commit without them (dropRejected).',
  409,
)

/** The staged rows went with a crash of the database; the delivery has to be read again. */
export const StagingLost = createError<[string]>(
  'IOC_STAGING_LOST',
  'The staged rows of batch %s were lost when the database restarted. Nothing was committed; have it checked again.',
  409,
)

/** Only a committed delivery can be withdrawn. */
export const BatchNotCommitted = createError<[string, string]>(
  'IOC_BATCH_NOT_COMMITTED',
  'Batch %s is %s; only a committed batch can be withdrawn.',
  409,
)

/** The figures moved since the effect was looked at. */
export const EffectMoved = createError<[number, number]>(
  'IOC_EFFECT_MOVED',
  'The effect was computed at seq %s; the data is now at seq %s and the effect differs. Look at it again.',
  409,
)

/** No feed has this id. */
export const FeedUnknown = createError<[string]>('IOC_FEED_UNKNOWN', 'There is no feed %s.', 404)

/** The feed exists with another dataset or key namespace, both fixed for its life. */
export const FeedConflict = createError<[string, string]>(
  'IOC_FEED_CONFLICT',
  'Feed %s is already registered with another %s; that is fixed for its life.',
  409,
)

/** The idempotency key was used for another request. */
export const KeyReused = createError('IOC_KEY_REUSED', 'This Idempotency-Key was used with another body.', 422)

/** The first request with this idempotency key is still at work. */
export const KeyRunning = createError(
  'IOC_KEY_RUNNING',
  'The first request with this Idempotency-Key is still at work. Ask again in a moment.',
  409,
)

/** The rows have not reached the age at which they may be purged. */
export const PurgeTooYoung = createError<[string]>('IOC_PURGE_TOO_YOUNG', 'Only rows before %s can be purged.', 409)

/** Rows of this kind are about nobody. */
export const PurgeNobody = createError<[string]>('IOC_PURGE_NOBODY', 'Rows of %s are about nobody.', 400)

/** The delivery brings rows that were purged since it was checked: they would count twice. */
export const PurgedMeanwhile = createError<[string, string]>(
  'IOC_PURGED_MEANWHILE',
  'Batch %s has rows before %s, which were purged since it was checked. Have it checked again.',
  409,
)
