/** Runs a work once at a time; asked while it runs, it runs once more afterwards, however often it was asked. */
export function createLast(work: () => Promise<void>): () => void {
  let running = false
  let again = false
  const run = async () => {
    running = true
    do {
      again = false
      await work()
    } while (again)
    running = false
  }
  return () => {
    if (running) again = true
    else void run()
  }
}
