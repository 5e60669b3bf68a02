import { statfs } from 'node:fs/promises'
import { refusal } from './errors.ts'

const GIB = 1024 ** 3

/** Below so much free space no file is taken in; reading goes on. */
export const FREE_FOR_UPLOADS = 2 * GIB

/** Below so much free space nothing is written at all. */
export const FREE_FOR_WRITES = GIB

/** @throws IOC_DISK_LOW (507) when the disk of the data folder has less free space than needed */
export async function needSpace(dataDir: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir)
  if (bavail * bsize < bytes) throw refusal('IOC_DISK_LOW')
}
