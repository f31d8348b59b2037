import { FileDown } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import type { SubmissionView } from '~/protocol/views';
import type { WorkbookReadReply } from '~/protocol/workbook';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import { Spinner } from '../../ui/spinner';
import { useToast } from '../../ui/toast';
import type { Workspace } from '../workspace/workspace';
import styles from './excel.module.css';
import { FileChooser } from './file-chooser';
import { MappingForm } from './mapping-form';
import { planUpload, type UploadChoices } from './plan-upload';
import { Preview } from './preview';
import { useExcelTexts } from './use-excel-texts';
import { type Upload, useUpload } from './use-upload';

interface ExcelDialogProps {
  readonly workspace: Workspace;
  readonly submission: SubmissionView;
  readonly onClosed: () => void;
}

/**
 * «Скачать шаблон» and «Загрузить шаблон»: a file is chosen, shown, and only then put into the draft, as one step that can be
 * undone.
 */
export function ExcelDialog({ workspace, submission, onClosed }: ExcelDialogProps) {
  const { t } = useExcelTexts();
  const toast = useToast();
  const upload = useUpload(submission);
  const [choices, setChoices] = useState<UploadChoices>({
    mode: 'merge',
    removeAbsent: false,
    fileWins: false,
  });
  const [isMapping, setMapping] = useState(false);
  // Colleagues may change the draft while somebody reads.
  useSyncExternalStore(workspace.subscribe, workspace.version, workspace.version);
  const { state } = upload;
  const { session } = workspace;
  const reply = state.kind === 'read' ? state.reply : null;
  const plan = reply && !isMapping ? planUpload(session, reply, choices) : null;
  const apply = (): void => {
    if (!plan || plan.changes === 0) return;
    session.edit(plan.merge.edits);
    toast({ tone: 'done', text: t('done', { count: plan.changes }) });
    onClosed();
  };
  if (reply && isMapping) {
    return (
      <MappingForm
        form={session.form}
        reply={reply}
        onBack={() => setMapping(false)}
        onApply={(mapping) => {
          setMapping(false);
          upload.remap(mapping);
        }}
        onClosed={onClosed}
      />
    );
  }
  return (
    <Dialog
      title={t('title')}
      size="wide"
      closesOutside={state.kind === 'empty'}
      onClosed={onClosed}
      footer={
        <>
          <Button onClick={onClosed}>{t('cancel')}</Button>
          {reply && mayBeMapped(reply, session.form.sheets.length) ? (
            <Button onClick={() => setMapping(true)}>{t('mapping.open')}</Button>
          ) : null}
          {plan ? (
            <Button variant="primary" aria-disabled={plan.changes === 0} onClick={apply}>
              {t('apply')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={styles.body}>
        {upload.file === null ? <TemplatePart workspace={workspace} submission={submission} /> : null}
        {session.readOnly ? null : (
          <section className={styles.part}>
            {upload.file === null ? <h3 className={styles.heading}>{t('choose.heading')}</h3> : null}
            <State upload={upload} />
            <FileChooser isFirst={upload.file === null} onChosen={upload.choose} />
          </section>
        )}
        {plan && reply ? (
          <Preview
            session={session}
            upload={upload}
            reply={reply}
            plan={plan}
            choices={choices}
            onChoices={setChoices}
          />
        ) : null}
      </div>
    </Dialog>
  );
}

/** Files of our own say themselves what is what, unless worksheets are missing. */
const mayBeMapped = (reply: WorkbookReadReply, sheets: number): boolean =>
  reply.olderVersion === null &&
  reply.outline.length > 0 &&
  (reply.standing === 'foreign' || reply.sheets.length < sheets);

function TemplatePart({ workspace, submission }: Pick<ExcelDialogProps, 'workspace' | 'submission'>) {
  const { t } = useExcelTexts();
  const [isBusy, setBusy] = useState(false);
  const [isUnsaved, setUnsaved] = useState(false);
  const download = async (): Promise<void> => {
    setBusy(true);
    // The template holds what the server has.
    const saved = await workspace.queue.flush();
    setUnsaved(!saved);
    setBusy(false);
    if (saved) window.location.assign(`/lk/collections/${submission.collectionId}/workbook`);
  };
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>{t('template.heading')}</h3>
      <p>{t('template.text')}</p>
      <Button icon={<FileDown aria-hidden="true" />} busy={isBusy} onClick={() => void download()}>
        {t('template.button')}
      </Button>
      {isUnsaved ? (
        <Notice tone="error" live>
          <p>{t('template.unsaved')}</p>
        </Notice>
      ) : null}
    </section>
  );
}

function State({ upload }: { readonly upload: Upload }) {
  const { t } = useExcelTexts();
  const { state } = upload;
  switch (state.kind) {
    case 'empty':
      return <p>{t('choose.text')}</p>;
    case 'reading':
      return (
        <p role="status" className={styles.reading}>
          <Spinner /> {t('reading', { name: state.name })}
        </p>
      );
    case 'refused':
      return (
        <Notice tone="error" live>
          <p>{state.message}</p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="error" live>
          <p>{t(`failed.${state.problem}`)}</p>
          <Button small onClick={upload.retry}>
            {t('failed.retry')}
          </Button>
        </Notice>
      );
    case 'read':
      return null;
  }
}
