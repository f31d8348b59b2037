import type { Refused, UploadMetadata } from '../../protocol/uploads';
import { runUpload, type UploadMemory, type UploadRun } from './run-upload';
import { UploadRefused, type UploadTransport } from './transport';

export type UploadState =
  'preparing' | 'waiting' | 'sending' | 'paused' | 'offline' | 'signed_out' | 'checking' | 'done' | 'refused';

export interface UploadItem {
  readonly id: number;
  readonly name: string;
  readonly purpose: UploadMetadata['purpose'];
  readonly blockId: string;
  readonly state: UploadState;
  readonly sizeBytes: number;
  readonly sentBytes: number;
  /** Over the last seconds; null until it is known. */
  readonly bytesPerSecond: number | null;
  readonly refusal: { readonly reason: Refused['reason']; readonly mostBytes?: number } | null;
  /** Of the file or delivery, when done. */
  readonly resultId: string | null;
}

export interface NewUpload {
  readonly name: string;
  readonly metadata: Omit<UploadMetadata, 'filename'>;
  /** A file, or one that is made first, as a zip of a folder. */
  readonly content: Blob | (() => Promise<Blob>);
  /** Tells the same file from others after the browser was closed. */
  readonly fingerprint: string;
}

/** Beside each other; more would only share the line. */
const AT_ONCE = 2;
const RATE_MS = 4_000;

interface Kept {
  item: UploadItem;
  readonly upload: NewUpload;
  content: Blob | null;
  running: AbortController | null;
  samples: { readonly at: number; readonly sentBytes: number }[];
}

/** Uploads of one page, whatever of it is shown: they go on while people move about in the cabinet. */
export class UploadManager {
  private kept: readonly Kept[] = [];
  private items: readonly UploadItem[] = [];
  private readonly listeners = new Set<() => void>();
  private lastId = 0;

  constructor(
    private readonly options: {
      readonly transport: UploadTransport;
      readonly memoryOf: (fingerprint: string) => UploadMemory;
      readonly wait: UploadRun['wait'];
      readonly now: () => number;
    },
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  private readonly doneListeners = new Set<(item: UploadItem) => void>();
  /** Tells of each upload that something came of. */
  readonly whenDone = (listener: (item: UploadItem) => void): (() => void) => {
    this.doneListeners.add(listener);
    return () => this.doneListeners.delete(listener);
  };
  readonly getItems = (): readonly UploadItem[] => this.items;

  /** Something would be lost, or would have to be chosen again, if the page were closed. */
  get isBusy(): boolean {
    return this.items.some(({ state }) => !['done', 'refused', 'paused'].includes(state));
  }

  add(uploads: readonly NewUpload[]): void {
    // The same file chosen again while it is under way is the same upload.
    const underWay = new Set(
      this.kept
        .filter(({ item }) => item.state !== 'done' && item.state !== 'refused')
        .map(({ upload }) => upload.fingerprint),
    );
    const others = uploads.filter(({ fingerprint }) => !underWay.has(fingerprint));
    const fresh = others.map((upload): Kept => {
      const content = upload.content instanceof Blob ? upload.content : null;
      const item: UploadItem = {
        id: ++this.lastId,
        name: upload.name,
        purpose: upload.metadata.purpose,
        blockId: upload.metadata.block,
        state: 'waiting',
        sizeBytes: content?.size ?? 0,
        sentBytes: 0,
        bytesPerSecond: null,
        refusal: null,
        resultId: null,
      };
      return { item, upload, content, running: null, samples: [] };
    });
    this.kept = [...this.kept, ...fresh];
    this.next();
  }

  pause(id: number): void {
    const kept = this.find(id);
    kept?.running?.abort(new Error('paused'));
    if (kept && !['done', 'refused', 'checking'].includes(kept.item.state))
      this.change(kept, { state: 'paused', bytesPerSecond: null });
    this.next();
  }

  resume(id: number): void {
    const kept = this.find(id);
    if (kept?.item.state === 'paused') this.change(kept, { state: 'waiting' });
    this.next();
  }

  /** Gives an upload up, also at the server; one that has ended only leaves the list. */
  remove(id: number): void {
    const kept = this.find(id);
    if (!kept) return;
    kept.running?.abort(new Error('cancelled'));
    this.kept = this.kept.filter((other) => other !== kept);
    const memory = this.options.memoryOf(kept.upload.fingerprint);
    const address = memory.get();
    if (address !== null && !['done', 'refused'].includes(kept.item.state)) {
      memory.set(null);
      // Otherwise it is forgotten after two days.
      this.options.transport.cancel(address).catch(() => undefined);
    }
    this.next();
  }

  private find(id: number): Kept | undefined {
    return this.kept.find(({ item }) => item.id === id);
  }

  private change(kept: Kept, change: Partial<UploadItem>): void {
    kept.item = { ...kept.item, ...change };
    this.publish();
  }

  private publish(): void {
    this.items = this.kept.map(({ item }) => item);
    this.listeners.forEach((listener) => listener());
  }

  private next(): void {
    for (const kept of this.kept) {
      if (this.kept.filter(({ running }) => running !== null).length >= AT_ONCE) break;
      if (kept.item.state === 'waiting' && kept.running === null) void this.run(kept);
    }
    this.publish();
  }

  private async run(kept: Kept): Promise<void> {
    const running = new AbortController();
    kept.running = running;
    kept.samples = [];
    const tell = (change: Partial<UploadItem>) => {
      if (kept.running === running && !running.signal.aborted) this.change(kept, change);
    };
    try {
      tell({ state: kept.content === null ? 'preparing' : 'sending' });
      kept.content ??=
        kept.upload.content instanceof Blob ? kept.upload.content : await kept.upload.content();
      tell({ sizeBytes: kept.content.size });
      const resultId = await runUpload({
        content: kept.content,
        metadata: { ...kept.upload.metadata, filename: kept.upload.name },
        transport: this.options.transport,
        memory: this.options.memoryOf(kept.upload.fingerprint),
        wait: this.options.wait,
        signal: running.signal,
        tell: (news) => {
          if (news.kind === 'sending') tell({ state: 'sending', ...this.measure(kept, news.sentBytes) });
          else tell({ state: news.kind, bytesPerSecond: null });
        },
      });
      tell({ state: 'done', resultId, sentBytes: kept.content.size, bytesPerSecond: null });
      this.doneListeners.forEach((listener) => listener(kept.item));
    } catch (error) {
      const refusal =
        error instanceof UploadRefused
          ? { reason: error.reason, ...(error.mostBytes === undefined ? {} : { mostBytes: error.mostBytes }) }
          : { reason: 'failed' as const };
      tell({ state: 'refused', refusal, bytesPerSecond: null });
    } finally {
      if (kept.running === running) kept.running = null;
      this.next();
    }
  }

  private measure(kept: Kept, sentBytes: number): Pick<UploadItem, 'sentBytes' | 'bytesPerSecond'> {
    const at = this.options.now();
    kept.samples = [...kept.samples.filter((sample) => at - sample.at <= RATE_MS), { at, sentBytes }];
    const [first] = kept.samples;
    const passedMs = first ? at - first.at : 0;
    const bytesPerSecond =
      first && passedMs >= 500 ? Math.max(0, ((sentBytes - first.sentBytes) * 1000) / passedMs) : null;
    return { sentBytes, bytesPerSecond: bytesPerSecond ?? kept.item.bytesPerSecond };
  }
}
