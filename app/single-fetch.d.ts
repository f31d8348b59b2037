import '@remix-run/server-runtime';

/** Tells the types of loaders and actions that their data reach the page as they are (`v3_singleFetch`). */
declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}
