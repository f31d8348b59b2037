import type {} from '@remix-run/node';

/** What the web server knows about a request and hands to loaders and actions. Types only. */
export interface LoadContext {
  /** For `<script nonce>`: no other inline script runs. */
  readonly cspNonce: string;
  /** Stands in the log and in the answer's `X-Request-Id`. */
  readonly requestId: string;
  /** Address of the client, behind as many proxies as are trusted. */
  readonly clientAddress: string;
}

declare module '@remix-run/node' {
  interface AppLoadContext {
    readonly cspNonce: LoadContext['cspNonce'];
    readonly requestId: LoadContext['requestId'];
    readonly clientAddress: LoadContext['clientAddress'];
  }
}
