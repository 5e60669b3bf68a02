import createError from '@fastify/error'

/** Nobody is signed in, or with a key that is not (or no longer) known: the same words for both. */
export const NotSignedIn = createError('IOC_NOT_SIGNED_IN', 'Sign in first', 401)

/** Somebody is signed in, with a role that may not do this. */
export const NotAllowed = createError('IOC_NOT_ALLOWED', 'This account may not do that', 403)

/** A browser was led here by a page of another site. */
export const CrossSite = createError('IOC_CROSS_SITE', 'The request came from another site', 403)

/** A key stood in an address, where proxies and histories keep it. */
export const KeyInQuery = createError('IOC_KEY_IN_QUERY', 'A key may not stand in the address', 400)

/** The request names another host: a page that had its name pointed here, or a wrong `IOC_PUBLIC_URL`. */
export const BadHost = createError('IOC_BAD_HOST', 'The request names a host that is not this one', 400)

/** The token is wrong, used or too old: the same words for all. */
export const SignInFailed = createError('IOC_SIGN_IN_FAILED', 'The sign-in failed', 401)

/** Too many failed sign-ins from one address. */
export const SignInLocked = createError('IOC_SIGN_IN_LOCKED', 'Too many failed sign-ins', 429)
