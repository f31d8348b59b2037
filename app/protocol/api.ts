/** What the pages about the interface for programs know. Types only. */

/** What a token lets read. */
export type ApiScope = 'collections:read' | 'participants:read' | 'submissions:read' | 'org-units:read';

export type TokenState = 'active' | 'expired' | 'revoked' | 'dead';

/** A token as its owner sees it: never the token itself. Instants are ISO 8601. */
export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** Its last characters. */
  readonly ending: string;
  /** `dead`: the owner's role or unit has changed since. */
  readonly state: TokenState;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  readonly lastUsedAddress: string | null;
  readonly revokedAt: string | null;
}

export interface NewTokenView {
  readonly name: string;
  /** Shown once. */
  readonly token: string;
}

/** What is wrong with a request for a token. */
export type TokenProblem = 'name' | 'scopes' | 'days' | 'too_many';

/** What people read about the interface for programs. */
export interface ApiGuide {
  /** What all addresses begin with. */
  readonly base: string;
  readonly requestsAMinute: number;
  /** Role of the database that reads the SQL views. */
  readonly analystRole: string;
  readonly operations: readonly {
    /** With parameters in braces. */
    readonly path: string;
    readonly summary: string;
    readonly scope: ApiScope;
    readonly parameters: readonly {
      readonly name: string;
      readonly required: boolean;
      readonly meaning: string;
      /** Values or limits; empty where anything goes. */
      readonly accepts: string;
    }[];
  }[];
  readonly problems: readonly { readonly code: string; readonly title: string; readonly detail: string }[];
}
