import { useNavigate } from '@remix-run/react';
import {
  ArrowDown,
  ArrowUp,
  EllipsisVertical,
  FileUp,
  Pencil,
  Trash2,
  Undo2,
  Users,
  UsersRound,
} from 'lucide-react';
import { type MouseEvent, type ReactNode, useRef, useState } from 'react';
import { useFormat } from '../../../i18n/use-format';
import type { FileView } from '../../../protocol/views';
import { useDetailsMenu } from '../../hooks/use-details-menu';
import { Button } from '../../ui/button';
import { useUploads } from '../../uploads/uploads';
import { toChoice } from './audience-choice';
import { AudienceDialog } from './audience-dialog';
import { audienceWords } from './audience-words';
import styles from './manage.module.css';
import { newContent } from './new-uploads';
import { RenameDialog } from './rename-dialog';
import { useFilesTexts } from './use-files-texts';
import { useManage } from './use-manage';

export type Managed = NonNullable<FileView['managed']>;

export interface ManagedFileProps {
  readonly blockId: string;
  readonly file: FileView;
  readonly managed: Managed;
}

const RESTORED_WITHIN_MS = 24 * 3600 * 1000;

/** To whom a file is addressed, and what an organizer can do with it; one that was removed can be put back. */
export function ManagedFile({ blockId, file, managed }: ManagedFileProps) {
  const t = useFilesTexts();
  const format = useFormat();
  const { busy, change } = useManage(blockId);
  if (managed.removedAt !== null) {
    const until = new Date(Date.parse(managed.removedAt) + RESTORED_WITHIN_MS).toISOString();
    return (
      <span className={styles.removed}>
        {t('removed', { at: format.dateTimeShort(until) })}
        <Button
          small
          busy={busy}
          icon={<Undo2 aria-hidden="true" />}
          onClick={() => void change({ intent: 'restore', fileId: file.id })}
        >
          {t('actions.restore')}
        </Button>
      </span>
    );
  }
  return <Actions blockId={blockId} file={file} managed={managed} change={change} />;
}

function Actions({
  blockId,
  file,
  managed,
  change,
}: ManagedFileProps & Pick<ReturnType<typeof useManage>, 'change'>) {
  const t = useFilesTexts();
  const navigate = useNavigate();
  const uploads = useUploads();
  const menu = useDetailsMenu();
  const input = useRef<HTMLInputElement>(null);
  const [dialog, setDialog] = useState<'rename' | 'audience' | null>(null);
  const close = () => setDialog(null);
  const move = (direction: 'up' | 'down') => void change({ intent: 'move', fileId: file.id, direction });
  return (
    <>
      <span className={styles.audience}>
        <UsersRound aria-hidden="true" />
        {audienceWords(managed.audience, t)}
      </span>
      <details ref={menu} className={styles.menu} data-print="hide">
        <summary aria-label={t('actions.menu', { name: file.name })} className={styles.more}>
          <EllipsisVertical aria-hidden="true" />
        </summary>
        <ul className={styles.panel}>
          <MenuItem icon={<Users aria-hidden="true" />} onPress={() => setDialog('audience')}>
            {t('actions.audience')}
          </MenuItem>
          <MenuItem icon={<Pencil aria-hidden="true" />} onPress={() => setDialog('rename')}>
            {t('actions.rename')}
          </MenuItem>
          <MenuItem icon={<FileUp aria-hidden="true" />} onPress={() => input.current?.click()}>
            {t('actions.replace')}
          </MenuItem>
          {managed.personal ? null : (
            <>
              <MenuItem icon={<ArrowUp aria-hidden="true" />} onPress={() => move('up')}>
                {t('actions.up')}
              </MenuItem>
              <MenuItem icon={<ArrowDown aria-hidden="true" />} onPress={() => move('down')}>
                {t('actions.down')}
              </MenuItem>
            </>
          )}
          <MenuItem
            icon={<UsersRound aria-hidden="true" />}
            onPress={() => navigate(`/lk/files/${file.id}/downloads`)}
          >
            {t('actions.statistics')}
          </MenuItem>
          <MenuItem
            icon={<Trash2 aria-hidden="true" />}
            onPress={() => void change({ intent: 'remove', fileId: file.id })}
          >
            {t('actions.remove')}
          </MenuItem>
        </ul>
      </details>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={`${t('actions.replace')}: ${file.name}`}
        onChange={(event) => {
          uploads.add([...(event.target.files ?? [])].map((chosen) => newContent(chosen, blockId, file.id)));
          event.target.value = '';
        }}
      />
      {dialog === 'rename' ? <RenameDialog file={file} change={change} onClosed={close} /> : null}
      {dialog === 'audience' ? (
        <AudienceDialog
          title={`${t('audienceDialog.title')}: ${file.name}`}
          audience={managed.audience}
          onSave={(audience) => change({ intent: 'audience', fileId: file.id, audience: toChoice(audience) })}
          onClosed={close}
        />
      ) : null}
    </>
  );
}

/** Closes the menu that it stands in, and does what it says. */
function MenuItem({
  icon,
  onPress,
  children,
}: {
  readonly icon: ReactNode;
  readonly onPress: () => void;
  readonly children: ReactNode;
}) {
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    const menu = event.currentTarget.closest('details');
    if (menu) menu.open = false;
    menu?.querySelector('summary')?.focus();
    onPress();
  };
  return (
    <li>
      <button type="button" className={styles.item} onClick={onClick}>
        {icon}
        {children}
      </button>
    </li>
  );
}
