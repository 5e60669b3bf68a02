interface KeyListProps {
  lines: readonly (readonly [key: string, text: string])[]
  className?: string
}

/** Keys and what they do. */
export function KeyList({ lines, className }: KeyListProps) {
  return (
    <dl className={className}>
      {lines.map(([key, text]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
