import { statfs } from 'node:fs/promises'
import { refusal } from './errors.ts'

/** @throws IOC_DISK_LOW (507) when the disk of the data folder has less free space than needed */
export async function needSpace(dataDir: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir)
  if (bavail * bsize < bytes) throw refusal('IOC_DISK_LOW')
}
