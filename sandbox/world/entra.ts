export interface ClientSecret {
  id: string;
  hint: string;
  /** SHA-256 of the value: like the real service, the practice cloud cannot show a secret again. */
  hash: string;
  description: string;
  madeBy: string;
  endsAt: number;
}

export interface App {
  clientId: string;
  name: string;
  redirectUris: string[];
  /** Resources that an administrator has consented to for everyone. */
  adminConsented: boolean;
  /** A native app: it has no secret, and redeems codes without one. */
  isPublic?: boolean;
  /** "Allow public client flows": passwords and device codes without a secret. */
  allowsPublicFlows?: boolean;
  secrets: ClientSecret[];
}
