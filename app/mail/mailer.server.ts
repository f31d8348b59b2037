import { createTransport, type Transporter } from 'nodemailer';
import { getConfig, type MailConfig } from '../config.server';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Stays the same when a letter is sent again, so that mailboxes may keep it once. */
  readonly id: string;
}

export interface Mailer {
  /** Throws `MailFailure`. */
  readonly send: (letter: Letter) => Promise<void>;
  readonly close: () => void;
}

/** Why a letter did not get through, in the words of the mail server, without addresses of ours or passwords. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure';
}

const CONNECT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 20_000;
const LONGEST_REASON = 300;

/** Sends by the mail server of the configuration, over a few connections that stay open. */
export function openMailer({ smtpUrl, from, publicUrl }: MailConfig): Mailer {
  const transport: Transporter = createTransport({
    url: smtpUrl,
    pool: true,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
    // Letters are made of text only: nothing is read from files or other servers.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = new URL(publicUrl).hostname;
  return {
    async send({ to, subject, text, id }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${host}>`,
          // Automatic: nobody's holiday answer comes back.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
      } catch (error) {
        throw new MailFailure(reasonOf(error));
      }
    },
    close: () => transport.close(),
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const response = 'response' in error && typeof error.response === 'string' ? error.response : null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
  return (response ?? code).replace(/\s+/g, ' ').slice(0, LONGEST_REASON);
}

let current: Mailer | undefined;

/** The mailer of this process; null where no mail server is configured. */
export function getMailer(): Mailer | null {
  const { mail } = getConfig();
  return mail === null ? null : (current ??= openMailer(mail));
}

/** Ends the connections. */
export function closeMailer(): void {
  current?.close();
  current = undefined;
}
