import { beforeEach, expect, it } from 'vitest'
import { endSession, followSession, forgetSession, keepSession, keptSession } from './kept-session.ts'

beforeEach(() => forgetSession())

it('knows the proof of the session that was read last', () => {
  keepSession({ actor: 'mai', csrf: 'first' })
  keepSession({ actor: 'mai', csrf: 'second' })
  expect(keptSession()).toEqual({ csrf: 'second', isSignedIn: true, isEnded: false })
})

it('says that a session ended only where there was one', () => {
  endSession()
  expect(keptSession().isEnded).toBe(false)
  keepSession({ actor: 'mai', csrf: 'first' })
  endSession()
  expect(keptSession()).toEqual({ csrf: null, isSignedIn: false, isEnded: true })
})

it('takes the visitor of a sample for the end of a session, not for a beginning', () => {
  keepSession({ actor: 'sample-wall', csrf: null })
  expect(keptSession().isEnded).toBe(false)
  keepSession({ actor: 'mai', csrf: 'first' })
  keepSession({ actor: 'sample-wall', csrf: null })
  expect(keptSession().isEnded).toBe(true)
})

it('does not complain after signing out, nor once somebody is back', () => {
  keepSession({ actor: 'mai', csrf: 'first' })
  forgetSession()
  expect(keptSession().isEnded).toBe(false)
  keepSession({ actor: 'mai', csrf: 'first' })
  endSession()
  keepSession({ actor: 'mai', csrf: 'third' })
  expect(keptSession().isEnded).toBe(false)
})

it('calls back when something changed, and only then', () => {
  let calls = 0
  const stop = followSession(() => {
    calls += 1
  })
  keepSession({ actor: 'mai', csrf: 'first' })
  keepSession({ actor: 'mai', csrf: 'first' })
  endSession()
  stop()
  keepSession({ actor: 'mai', csrf: 'first' })
  expect(calls).toBe(2)
})
