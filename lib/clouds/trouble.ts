/** Why a service could not be asked. None of these says anything about the attendee's work. */
export type Trouble =
  | 'signed-out' // the sign-in has ended: expired, revoked, or gone from our cache
  | 'consent' // the attendee has not allowed the portal to ask this service
  | 'approval' // only an administrator may allow it
  | 'interaction' // Entra ID needs the person: MFA, Conditional Access
  | 'blocked' // Conditional Access blocks the person, whatever they do
  | 'set-up' // the portal's own registration is refused
  | 'forbidden' // the service knows who asks and refuses
  | 'stranger' // the service does not know the attendee yet
  | 'throttled'
  | 'unavailable' // 5xx
  | 'slow' // no answer within our time
  | 'no-connection'
  | 'garbled' // an answer, but not one of this service's
  | 'no-key' // nobody has provided a key for this service
  | 'own-key' // only the attendee's own key will do, and it isn't here
  | 'bad-key' // the service rejects the key
  | 'licence' // the service's license leaves out its API
  | 'refused'; // any other 4xx

/** What people are told about trouble: one sentence, and what to do next. */
export interface TroubleWords {
  message: string;
  remedy: string;
}

export interface UpstreamDetail {
  /** The service's name, as people know it. */
  cloud: string;
  trouble: Trouble;
  status?: number | undefined;
  /** The vendor's own error code, such as AuthorizationFailed or AADSTS65001. */
  code?: string | undefined;
  /** The vendor's own sentence, shortened. */
  said?: string | undefined;
  requestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
  /** The vendor's own sentences for this trouble, instead of the general ones. */
  words?: TroubleWords | undefined;
  /** Whether something was to be changed, and not only read. */
  isChange?: boolean | undefined;
  /** Entra ID's claims challenge, which the next sign-in carries. It never leaves the server in any other way. */
  claims?: string | undefined;
}

/** A service could not be asked, or did not answer as itself. Never means that something is absent. */
export class UpstreamError extends Error {
  readonly detail: UpstreamDetail;

  constructor(detail: UpstreamDetail) {
    super(`${detail.cloud}: ${detail.trouble}${detail.code ? ` (${detail.code})` : ''}`);
    this.name = 'UpstreamError';
    this.detail = detail;
  }
}

/** The answer, or why there is none: for a question that another one may make unnecessary. */
export const orTrouble = <T>(answer: Promise<T>): Promise<T | UpstreamError> =>
  answer.catch((error: unknown) => {
    if (error instanceof UpstreamError) return error;
    throw error;
  });
