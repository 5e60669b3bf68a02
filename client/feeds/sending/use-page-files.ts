import { useEffect, useRef, useState } from 'react'
import { type Pasted, readPasted } from './pasted.ts'

/** Catches files dropped anywhere on the page; answers whether some hover now. */
export function usePageDrop(take: (files: FileList | undefined) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setIsOver(false)
      latest.current(event.dataTransfer?.files)
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [])
  return isOver
}

/**
 * Catches what is pasted outside of fields: cells as text, else files. A spreadsheet puts a picture of the cells beside their
 * text, so the text comes first.
 */
export function usePagePaste(take: { onPaste: (pasted: Pasted) => void; onFiles: (files: FileList) => void }): void {
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const isField = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]')
      const { clipboardData } = event
      if (isField || !clipboardData || document.querySelector('dialog[open]')) return
      const pasted = readPasted(clipboardData.getData('text/plain'))
      if (!pasted && clipboardData.files.length === 0) return
      event.preventDefault()
      if (pasted) latest.current.onPaste(pasted)
      else latest.current.onFiles(clipboardData.files)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [])
}
