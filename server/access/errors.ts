import createError from '@fastify/error'

/** Nobody is signed in, or with a key that is not (or no longer) known: the same words for both. */
export const NotSignedIn = createError('IOC_NOT_SIGNED_IN', 'Sign in first', 401)
/** Somebody is signed in, with a role that may not do this. */
export const NotAllowed = createError('IOC_NOT_ALLOWED', 'This account may not do that', 403)
/** A browser was led here by a page of another site. */
export const CrossSite = createError('IOC_CROSS_SITE', 'The request came from another site', 403)
/** A changing call came without the token of its session. */
export const CsrfMissing = createError('IOC_CSRF', 'The CSRF token is missing or of another session', 403)
/** A change of rights needs a password or second factor that was shown lately. */
export const StepUpNeeded = createError('IOC_STEP_UP', 'Show your password or second factor again', 403)
/** The account still needs a password or a second factor; `at.needs` says which. */
export const AccountUnfinished = createError('IOC_ACCOUNT_UNFINISHED', 'The account is not finished', 403)
/** A link, token or key has no password and no second factor. */
export const NoAccount = createError('IOC_NO_ACCOUNT', 'This session has no account of its own', 403)
/** A key stood in an address, where proxies and histories keep it. */
export const KeyInQuery = createError('IOC_KEY_IN_QUERY', 'A key may not stand in the address', 400)
/** The request names another host: a page that had its name pointed here, or a wrong `IOC_PUBLIC_URL`. */
export const BadHost = createError('IOC_BAD_HOST', 'The request names a host that is not this one', 400)
/** No address and no CIDR range; `at.range` says which. */
export const BadRange = createError('IOC_BAD_RANGE', 'The address range is not valid', 400)
/** A key that may push needs a feed, another one has none. */
export const KeyFeed = createError('IOC_KEY_FEED', 'Key and feed do not fit', 400)
/** `at` names the unit and the feed that does not cover it. */
export const KeyUnit = createError('IOC_KEY_UNIT', 'The unit of the key lies outside that of its feed', 400)
/** User, password, token or code is wrong, used or too old: the same words for all. */
export const SignInFailed = createError('IOC_SIGN_IN_FAILED', 'The sign-in failed', 401)
/** The password is right; the second factor is still to come. */
export const CodeNeeded = createError('IOC_CODE_NEEDED', 'The code of the second factor is needed', 401)
/** The provider's answer cannot be trusted, or names nobody who may come in. */
export const OidcFailed = createError('IOC_OIDC_FAILED', 'The single sign-on failed', 401)
/** Too many failed sign-ins of one account or from one network. */
export const SignInLocked = createError('IOC_SIGN_IN_LOCKED', 'Too many failed sign-ins', 429)
/** `at` names the limit, its window and the seconds to wait. */
export const TooManyRequests = createError('IOC_TOO_MANY_REQUESTS', 'Too many requests', 429)
/** What was asked for is not set up here. */
export const NotThere = createError('IOC_NOT_FOUND', 'There is nothing at this address', 404)
/** There is an operator already: the first run is over for good. */
export const SetupOver = createError('IOC_SETUP_OVER', 'There is nothing at this address', 404)
export const PersonUnknown = createError('IOC_PERSON_UNKNOWN', 'There is no such person', 404)
export const FeedUnknown = createError('IOC_FEED_UNKNOWN', 'There is no such feed', 404)
export const KeyUnknown = createError('IOC_KEY_UNKNOWN', 'There is no such key', 404)
export const ScreenUnknown = createError('IOC_SCREEN_UNKNOWN', 'There is no such screen', 404)
export const PairingUnknown = createError('IOC_PAIRING_UNKNOWN', 'The pairing code is wrong or too old', 404)
export const PairingOver = createError('IOC_PAIRING_OVER', 'The pairing code has run out', 410)
export const UserTaken = createError('IOC_USER_TAKEN', 'The user name is taken', 409)
export const LastOperator = createError('IOC_LAST_OPERATOR', 'At least one operator has to stay', 409)
export const PersonDisabled = createError('IOC_PERSON_DISABLED', 'This person’s account is disabled', 409)
export const PersonOfOidc = createError('IOC_PERSON_OF_OIDC', 'This person signs in at the province’s provider', 409)
export const KeyLimit = createError('IOC_KEY_LIMIT', 'This feed already has two live keys', 409)
/** `at.rule` says why: one of `WEAKNESSES`. */
export const PasswordWeak = createError('IOC_PASSWORD_WEAK', 'The password is too weak', 422)
