import type { BatchState } from '../../shared/batch-states.ts'
import { ApiProblem, apiUrl, callHeaders, toProblem, withCsrf } from './fetch.ts'

/** Where a file belongs. */
export interface UploadTarget {
  dataset: string
  feed: string
  unit?: string
  /** `2025`, `2025-Q3` or `2025-10`, for a file that does not carry its period. */
  period?: string
  /** When the figures were drawn from their system, RFC 3339. */
  extractedAt?: string
}

/** A file on its way. */
export interface Upload {
  /** @throws ApiProblem */
  done: Promise<{ id: string; state: BatchState }>
  /** Breaks it off; `done` then fails with `IOC_UNREACHABLE`. */
  abort(): void
}

/** Sends a file as it is. @param onProgress - bytes that have left, of how many */
export function uploadFile(
  file: File,
  target: UploadTarget,
  onProgress: (sent: number, total: number) => void,
): Upload {
  let request = new XMLHttpRequest()
  const done = withCsrf(() => {
    request = new XMLHttpRequest()
    return send(request, file, target, onProgress)
  })
  return { done, abort: () => request.abort() }
}

function send(
  request: XMLHttpRequest,
  file: File,
  target: UploadTarget,
  onProgress: (sent: number, total: number) => void,
): Upload['done'] {
  const form = new FormData()
  form.append('file', file, file.name)
  return new Promise((resolve, reject) => {
    const fail = () => reject(new ApiProblem(toProblem(request.status, request.responseText)))
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total)
    request.onerror = fail
    request.onabort = fail
    request.onload = () => {
      if (request.status >= 300) fail()
      else resolve(JSON.parse(request.responseText) as { id: string; state: BatchState })
    }
    request.open('POST', apiUrl('/batches', { ...target }))
    for (const [name, value] of Object.entries(callHeaders('POST'))) request.setRequestHeader(name, value)
    request.send(form)
  })
}
