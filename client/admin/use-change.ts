import { runWithStepUp } from '../ui/step-up.tsx'
import { type Act, useAct } from '../ui/use-act.ts'

/** A change of rights or settings: password or code is asked for first where the server wants to see them again. */
export function useChange(): Act {
  const act = useAct()
  return { ...act, run: (work) => act.run(() => runWithStepUp(work)) }
}
