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
  secrets: ClientSecret[];
}
