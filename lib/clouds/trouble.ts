export type Cloud = 'Azure' | 'Databricks' | 'DSS' | 'Entra ID';

/** Why nobody could look. None of these says anything about the attendee's work. */
export type Trouble =
  | 'signed-out' // the sign-in is over: expired, revoked, or gone from our cache
  | 'consent' // the attendee has not allowed the portal to ask this service
  | 'interaction' // Entra wants to see the person: MFA, conditional access
  | 'forbidden' // the service knows who asks and says no
  | 'stranger' // the workspace has not let the attendee in yet
  | 'throttled'
  | 'unavailable' // 5xx
  | 'slow' // no answer within our time
  | 'no-connection'
  | 'garbled' // an answer, but not one of this service's
  | 'no-key' // nobody has given a key with which DSS can be asked
  | 'bad-key' // DSS does not take the key
  | 'licence' // this DSS’s licence leaves out the API
  | 'refused'; // any other 4xx

export interface UpstreamDetail {
  cloud: Cloud;
  trouble: Trouble;
  status?: number | undefined;
  /** The vendor's own error code, such as AuthorizationFailed or AADSTS65001. */
  code?: string | undefined;
  /** The vendor's own sentence, shortened. */
  said?: string | undefined;
  requestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
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
