import { useRevalidator } from '@remix-run/react';
import { useCallback, useState } from 'react';
import { useFormat } from '../../../i18n/use-format';
import type { FileChange, ManageReply } from '../../../protocol/files';
import { useToast } from '../../ui/toast';
import { useFilesTexts } from './use-files-texts';

/** Asks the server for a change of a file and loads the page's data anew; what is refused is told, and true is what was done. */
export function useManage(blockId: string): {
  readonly busy: boolean;
  readonly change: (change: FileChange) => Promise<boolean>;
} {
  const t = useFilesTexts();
  const format = useFormat();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const [busy, setBusy] = useState(false);
  const change = useCallback(
    async (wanted: FileChange) => {
      setBusy(true);
      const reply = await send(blockId, wanted);
      setBusy(false);
      if (reply?.outcome !== 'refused') {
        if (reply === null) toast({ tone: 'error', text: t('refused.unreachable') });
        revalidate();
        return reply !== null;
      }
      const unknown = reply.unknown?.join(', ') ?? '';
      toast({ tone: 'error', text: t(`refused.${reply.reason}`, { unknown, most: format.fileSize(0) }) });
      return false;
    },
    [blockId, format, revalidate, t, toast],
  );
  return { busy, change };
}

async function send(blockId: string, change: FileChange): Promise<ManageReply | null> {
  const body = new FormData();
  body.set('script', '1');
  for (const [name, value] of Object.entries(change)) {
    body.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  try {
    const response = await fetch(`/lk/storages/${blockId}/files`, { method: 'POST', body });
    return readReply(await response.json());
  } catch {
    return null;
  }
}

/** Null for an answer that is none of ours, such as a page of a proxy. */
function readReply(json: unknown): ManageReply | null {
  if (typeof json !== 'object' || json === null || !('outcome' in json)) return null;
  return json.outcome === 'done' || json.outcome === 'refused' ? (json as ManageReply) : null;
}
