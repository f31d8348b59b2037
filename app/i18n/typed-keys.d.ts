import type { resources } from './ru/index';
import type { excel } from './ru/excel';
import type { files } from './ru/files';
import type { review } from './ru/review';
import type { tokens } from './ru/tokens';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    /** Those of the page, and those that come with a part of it. */
    resources: typeof resources & {
      readonly excel: typeof excel;
      readonly files: typeof files;
      readonly review: typeof review;
      readonly tokens: typeof tokens;
    };
    returnNull: false;
  }
}
