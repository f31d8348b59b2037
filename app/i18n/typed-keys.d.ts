import type { resources } from './ru/index';
import type { excel } from './ru/excel';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    /** Those of the page, and those that come with a part of it. */
    resources: typeof resources & { readonly excel: typeof excel };
    returnNull: false;
  }
}
