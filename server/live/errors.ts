import createError from '@fastify/error'

/** Nobody stands behind the socket. */
export const SocketNotSignedIn = createError('IOC_NOT_SIGNED_IN', 'Sign in first', 401)

/** A packet that the live protocol does not know: an unknown event, no ack, too many arguments, another payload. */
export const BadPacket = createError('IOC_BAD_PACKET', 'The packet does not keep to the live protocol', 400)

/** The socket does not follow this watch (any more). */
export const UnknownWatch = createError('IOC_UNKNOWN_WATCH', 'The socket does not follow this watch', 404)

/** One socket, or all together, follow as many questions as they may. */
export const TooManyWatches = createError('IOC_TOO_MANY_WATCHES', 'Too many questions are followed', 429)

/** One person, key or display holds as many sockets as it may. */
export const TooManySockets = createError('IOC_TOO_MANY_SOCKETS', 'Too many sockets are open', 429)

/** The role may not follow what the event asks for. */
export const EventNotAllowed = createError('IOC_NOT_ALLOWED', 'This account may not do that', 403)

/** The socket sends faster than it may. */
export const TooManyEvents = createError('IOC_TOO_MANY_EVENTS', 'The socket sends too many packets', 429)
