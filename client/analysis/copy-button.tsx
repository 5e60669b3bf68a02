interface CopyButtonProps {
  /** What the button says, of what it does or of how it went. */
  said: string
  /** It says how it went. */
  isDone: boolean
  onCopy: () => void
}

/** A button that says how its copying went. */
export function CopyButton({ said, isDone, onCopy }: CopyButtonProps) {
  return (
    <>
      <button type="button" className="button quiet" onClick={onCopy}>
        {said}
      </button>
      {/* Beside the button: a status inside it would leave the button without a name for those who listen. */}
      <span className="visually-hidden" role="status">
        {isDone && said}
      </span>
    </>
  )
}
