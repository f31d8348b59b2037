/** What organizers send about the files of a storage: `POST /lk/storages/:blockId/files`. Types only. */

export type FileChange =
  | { readonly intent: 'rename'; readonly fileId: string; readonly name: string }
  | { readonly intent: 'move'; readonly fileId: string; readonly direction: 'up' | 'down' }
  /** `audience`: as in `AudienceChoice`; null is everybody who sees the publication. */
  | { readonly intent: 'audience'; readonly fileId: string; readonly audience: unknown }
  | { readonly intent: 'remove'; readonly fileId: string }
  | { readonly intent: 'restore'; readonly fileId: string };

export interface ManageRefusal {
  readonly reason:
    'not_found' | 'removed' | 'name' | 'type' | 'audience' | 'too_large' | 'empty' | 'malformed';
  /** With `audience`: logins and places that do not exist. */
  readonly unknown?: readonly string[];
}

export type ManageReply = { readonly outcome: 'done' } | ({ readonly outcome: 'refused' } & ManageRefusal);

/** An audience as it is chosen: ids of places, logins. */
export interface AudienceChoice {
  readonly roles?: readonly string[];
  readonly kinds?: readonly string[];
  readonly regions?: readonly string[];
  readonly municipalities?: readonly string[];
  readonly logins?: readonly string[];
}

/** `GET /lk/audiences?q=`: what can be chosen. Regions always; municipalities and organisations that match. */
export interface AudienceOptions {
  readonly regions: readonly { readonly id: string; readonly title: string }[];
  readonly municipalities: readonly {
    readonly id: string;
    readonly title: string;
    readonly region: string;
  }[];
  readonly organisations: readonly { readonly login: string; readonly title: string }[];
}
