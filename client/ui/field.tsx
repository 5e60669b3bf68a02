import { type ReactNode, useId } from 'react'

/** The attributes that tie a control to its label, hint and fault. */
export interface FieldProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean
}

interface Props {
  label: string
  hint?: string | undefined
  fault?: string | undefined
  children: (field: FieldProps) => ReactNode
}

/** A labelled control; its fault stands under it and is read out with it. */
export function Field({ label, hint, fault, children }: Props) {
  const id = useId()
  const told = fault ?? hint
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': told ? `${id}-told` : undefined, 'aria-invalid': fault !== undefined })}
      {told && (
        <p id={`${id}-told`} className={fault ? 'field-fault' : 'field-hint'}>
          {told}
        </p>
      )}
    </div>
  )
}
