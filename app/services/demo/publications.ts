import type { Audience } from '~/db/queries/audiences.server';
import type { RichText } from '~/protocol/views';
import type { DemoUnit } from './country';
import type { DemoFile } from './files';
import { collegePublications } from './publications-colleges';
import { schoolPublications } from './publications-schools';
import { supportPublications } from './publications-support';

export type DemoBlock =
  | { readonly kind: 'info'; readonly body: RichText }
  | { readonly kind: 'storage'; readonly title: string; readonly files: readonly DemoFile[] }
  | { readonly kind: 'collection'; readonly collection: 'schedule' | 'professions' | 'professionsCheck' };

export interface DemoPublication {
  readonly title: string;
  readonly daysAgo: number;
  readonly audience: Audience;
  readonly blocks: readonly DemoBlock[];
}

export interface DemoSection {
  readonly title: string;
  readonly publications: readonly DemoPublication[];
}

/** Sections in their order (A10), each with its publications. */
export function demoSections(units: readonly DemoUnit[]): readonly DemoSection[] {
  const colleges = units.filter((unit) => unit.organisationKind === 'spo');
  return [
    { title: 'ВПР', publications: schoolPublications },
    { title: 'ВПР СПО', publications: collegePublications(colleges) },
    { title: 'Техническая поддержка', publications: supportPublications },
  ];
}
