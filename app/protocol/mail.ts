/** Letters about notifications, as the page of preferences shows them. */
export type MailFrequency = 'at_once' | 'daily';

export interface MailView {
  /** null: no letters are wanted. */
  readonly address: string | null;
  readonly frequency: MailFrequency;
  readonly confirmed: boolean;
  /** Why the last letter did not get through, as the mail server told. */
  readonly failure: string | null;
}
