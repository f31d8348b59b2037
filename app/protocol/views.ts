/**
 * What services hand to pages: plain data that survives JSON. Instants are ISO 8601 strings in UTC.
 * Types only; both browser and server import this file.
 */
import type { Answers, ValidationContext } from 'engine';
import type { FormDefinitionSource } from './form-source';
import type { TerritoryName } from './monitoring';
import type { OwnReview, ReviewLevels, ReviewMark } from './review';

export type Role = 'organisation' | 'municipal' | 'regional' | 'federal' | 'admin';
export type OrganisationKind = 'edu' | 'ksh' | 'spo';
export type SubmissionStatus = 'not_started' | 'in_progress' | 'submitted';

/** Who is looking. Handed to every service; never built from what a request says. */
export interface Viewer {
  readonly userId: string;
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  readonly locale: 'ru' | 'en';
  readonly theme: 'system' | 'light' | 'dark';
  /** How sheets are shown where there is room for both. */
  readonly gridView: 'table' | 'spreadsheet';
  readonly orgUnit: {
    readonly id: string;
    readonly code: string;
    readonly kind: 'country' | 'region' | 'municipality' | 'organisation';
    readonly organisationKind: OrganisationKind | null;
    readonly title: string;
    readonly regionId: string | null;
    readonly municipalityId: string | null;
    /** IANA name, e.g. `Asia/Yekaterinburg`. */
    readonly timeZone: string;
  };
}

export interface SectionView {
  readonly slug: string;
  readonly title: string;
}

/** Rich text as a ProseMirror document; shown by a renderer that knows only these nodes. */
export interface RichText {
  readonly type: 'doc';
  readonly content: readonly RichNode[];
}
export type RichNode =
  | { readonly type: 'paragraph'; readonly content?: readonly RichInline[] }
  | {
      readonly type: 'heading';
      readonly attrs: { readonly level: 2 | 3 };
      readonly content?: readonly RichInline[];
    }
  | { readonly type: 'bulletList' | 'orderedList'; readonly content: readonly RichListItem[] };
export interface RichListItem {
  readonly type: 'listItem';
  readonly content: readonly RichNode[];
}
export interface RichInline {
  readonly type: 'text';
  readonly text: string;
  readonly marks?: readonly (
    | { readonly type: 'bold' | 'italic' }
    | { readonly type: 'link'; readonly attrs: { readonly href: string } }
  )[];
}

export interface PublicationView {
  readonly id: string;
  readonly sectionSlug: string;
  readonly slug: string;
  readonly title: string;
  readonly publishedAt: string;
  readonly blocks: readonly BlockView[];
}

export type BlockView = InfoBlockView | StorageBlockView | CollectionBlockView;

export interface InfoBlockView {
  readonly kind: 'info';
  readonly id: string;
  readonly body: RichText;
}

export interface StorageBlockView {
  readonly kind: 'storage';
  readonly id: string;
  readonly title: string;
  /** One page of those that match; the first few of a folded storage. */
  readonly files: readonly FileView[];
  /** Files that the viewer sees, and how many of them match the search. */
  readonly total: number;
  readonly matching: number;
  readonly unfolded: boolean;
  readonly search: string;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  /** For organizers: the files can be changed here. */
  readonly managed: boolean;
  /** For organizers: zips that were handed out, the newest first. */
  readonly deliveries: readonly DeliverySummary[];
  /** For coordinators: downloads are counted, and a report of them can be asked for. */
  readonly counted: boolean;
}

export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly uploadedAt: string;
  /** Can be opened for viewing besides being saved. */
  readonly shown: boolean;
  /** False for coordinators where the file is meant for organisations only: listed, not downloadable (A16). */
  readonly downloadable: boolean;
  /** This user's last download. */
  readonly downloadedAt: string | null;
  /** For coordinators: of their organisations that it is addressed to, how many have downloaded it (A18). */
  readonly recipients: { readonly downloaded: number; readonly total: number } | null;
  /** For organizers. */
  readonly managed: {
    readonly audience: AudienceView;
    /** Removed, and can still be put back. */
    readonly removedAt: string | null;
    /** Addressed to single organisations: stands apart, in the order of names. */
    readonly personal: boolean;
  } | null;
}

export interface NamedUnit {
  readonly id: string;
  readonly title: string;
}

/** To whom something is addressed, with names; all lists empty: to everybody who sees the publication. */
export interface AudienceView {
  readonly roles: readonly Role[];
  readonly kinds: readonly OrganisationKind[];
  readonly regions: readonly NamedUnit[];
  readonly municipalities: readonly NamedUnit[];
  readonly logins: readonly { readonly login: string; readonly title: string }[];
  /** It cannot be read, and is for organizers only. */
  readonly unreadable: boolean;
}

export type DeliveryStatus = 'queued' | 'running' | 'done' | 'failed';

export interface DeliverySummary {
  readonly id: string;
  /** Of the zip. */
  readonly name: string;
  readonly status: DeliveryStatus;
  readonly done: number;
  readonly total: number;
  readonly createdAt: string;
  readonly withdrawn: boolean;
}

export type DeliveryOutcome =
  'delivered' | 'replaced' | 'same' | 'unmatched' | 'not_addressed' | 'refused' | 'ignored';

export interface DeliveryEntryView {
  readonly position: number;
  readonly path: string;
  readonly login: string | null;
  readonly outcome: DeliveryOutcome;
  readonly reason: string | null;
  readonly sizeBytes: number;
}

export interface DeliveryPage {
  readonly delivery: DeliverySummary & {
    readonly failure: string | null;
    readonly finishedAt: string | null;
  };
  readonly storage: { readonly id: string; readonly title: string };
  readonly publicationPath: string;
  readonly counts: Readonly<Record<DeliveryOutcome, number>>;
  readonly entries: readonly DeliveryEntryView[];
  readonly matching: number;
  readonly page: number;
  readonly pageSize: number;
}

export interface DownloadsQuery {
  readonly state: 'all' | 'downloaded' | 'waiting';
  readonly search: string;
  /** From 1. */
  readonly page: number;
}

export interface DownloadsPage {
  readonly file: { readonly id: string; readonly name: string; readonly blockId: string };
  readonly publicationPath: string;
  readonly counts: { readonly downloaded: number; readonly total: number };
  readonly rows: readonly {
    readonly login: string;
    readonly organisation: string;
    readonly municipality: string;
    readonly region: string;
    readonly firstAt: string | null;
    readonly lastAt: string | null;
    readonly times: number;
  }[];
  readonly matching: number;
  readonly page: number;
  readonly pageSize: number;
}

export type WindowState = 'not_yet' | 'open' | 'closed';

/** The window of a collection as it holds for one organisation, exceptions included. */
export interface WindowView {
  readonly opensAt: string;
  readonly closesAt: string;
  readonly state: WindowState;
  /** The organisation's end was moved by an exception. */
  readonly prolonged: boolean;
}

export interface CollectionBlockView {
  readonly kind: 'collection';
  readonly id: string;
  readonly collectionId: string;
  readonly title: string;
  readonly window: WindowView;
  /** For an organisation that takes part; null for everybody else. */
  readonly own: {
    readonly submissionId: string;
    readonly status: SubmissionStatus;
    readonly changedAt: string | null;
    readonly submittedAt: string | null;
    /** Edited after the last submission. */
    readonly hasUnsubmittedEdits: boolean;
    /** Number of the receipt of what was submitted last. */
    readonly receipt: number | null;
    /** Null where nobody reviews, or nothing is submitted. */
    readonly review: { readonly mark: ReviewMark; readonly remarks: number } | null;
  } | null;
  /** For coordinators and organizers; null for organisations. */
  readonly counts: ParticipantCounts | null;
  /** For coordinators where there is a review: reports that wait for them. */
  readonly review: { readonly waiting: number } | null;
}

/** A38: always `total === notStarted + inProgress + submitted`. A39's folding is a matter of view. */
export interface ParticipantCounts {
  readonly total: number;
  readonly notStarted: number;
  readonly inProgress: number;
  readonly submitted: number;
}

export interface ParticipantRow {
  readonly submissionId: string;
  readonly login: string;
  readonly organisation: string;
  readonly municipality: string;
  readonly region: string;
  /** As shown: after closing, `in_progress` is folded into `not_started` (A39). */
  readonly status: SubmissionStatus;
  readonly startedAt: string | null;
  readonly submittedAt: string | null;
  /** Beside «Сдано», where the collection has a review. */
  readonly review: ReviewMark | null;
  /** Errors in the draft; null where nothing was begun or they are not counted yet. */
  readonly errorsLeft: number | null;
  readonly lastActivity: string | null;
  /** Whom to ask there; empty texts where nobody told. */
  readonly contact: { readonly name: string; readonly phone: string; readonly email: string };
}

export type ParticipantSort =
  'login' | 'organisation' | 'status' | 'startedAt' | 'submittedAt' | 'errorsLeft' | 'lastActivity';

/** Columns that are shown beside those of the manual where a coordinator wants them. */
export type ExtraColumn = 'errorsLeft' | 'lastActivity' | 'contact';

export interface ParticipantQuery {
  readonly status?: SubmissionStatus;
  /** Submitted reports with this mark. */
  readonly review?: ReviewMark['state'];
  readonly search?: string;
  /** Code of a territory; with `direct`, only its organisations without a municipality. */
  readonly unit?: string;
  readonly direct?: boolean;
  readonly sort: ParticipantSort;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

export interface ParticipantPage {
  readonly collection: {
    readonly id: string;
    readonly title: string;
    readonly window: WindowView;
    readonly reviewLevels: ReviewLevels;
  };
  /** Where the collection was published: the way back. */
  readonly publicationPath: string;
  /** Of the territory that the query names, or the viewer's own. */
  readonly counts: ParticipantCounts;
  /** From the viewer's territory to the one that the query names; null where it names none. */
  readonly territory: readonly TerritoryName[] | null;
  readonly extraColumns: readonly ExtraColumn[];
  readonly rows: readonly ParticipantRow[];
  /** Rows that match the query, on all pages. */
  readonly matching: number;
  readonly page: number;
  readonly pageSize: number;
}

/** One organisation's data as a coordinator sees it (A42). */
export interface ParticipantData {
  readonly participant: ParticipantRow;
  readonly form: FormDefinitionSource;
  readonly answers: Answers;
  /** Says that the answers shown are a draft and not what was submitted. */
  readonly isDraft: boolean;
  readonly hasAnswers: boolean;
  /** What was submitted is shown, and the organisation has edited its draft since. */
  readonly editedSince: boolean;
  /** Number of the receipt of what is shown; null for a draft. */
  readonly receipt: number | null;
}

/** Everything the filling page needs. */
export interface SubmissionView {
  readonly submissionId: string;
  readonly collectionId: string;
  readonly collectionTitle: string;
  readonly publicationPath: string;
  readonly form: FormDefinitionSource;
  readonly answers: Answers;
  readonly revision: number;
  readonly status: SubmissionStatus;
  readonly changedAt: string | null;
  readonly submittedAt: string | null;
  readonly hasUnsubmittedEdits: boolean;
  readonly window: WindowView;
  readonly context: ValidationContext;
  readonly timeZone: string;
  readonly serverTime: string;
  /** Only true for the organisation itself while its window is open. */
  readonly editable: boolean;
  /** `submitted`: after closing, where something was submitted and the draft was not asked for. */
  readonly shows: 'draft' | 'submitted';
  /** Null where nobody reviews, or nothing is submitted. */
  readonly review: OwnReview | null;
  /** Sent back with a refresh, which tells by them what has changed. */
  readonly sources: SubmissionSources;
}

/** What a submission takes from elsewhere; each text is another one when that has changed. */
export type SubmissionSources = Readonly<Record<'form' | 'organisation' | 'window' | 'previous', string>>;

export type ReportStatus = 'queued' | 'running' | 'ready' | 'failed' | 'cancelled';

export interface ReportView {
  /** «Отчёт #101316». */
  readonly number: number;
  readonly title: string;
  readonly status: ReportStatus;
  readonly done: number;
  readonly total: number;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly expiresAt: string | null;
  readonly sizeBytes: number | null;
}
