import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';

interface LeaveDialogProps {
  /** What waits survives in this browser. */
  readonly durable: boolean;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Names what is left behind when the page is closed with unsaved changes. */
export function LeaveDialog({ durable, onStay, onLeave }: LeaveDialogProps) {
  const { t } = useTranslation('filling');
  return (
    <Dialog
      title={t('leave.title')}
      size="small"
      onClosed={onStay}
      footer={
        <>
          <Button onClick={onLeave}>{t('leave.leave')}</Button>
          <Button variant="primary" onClick={onStay}>
            {t('leave.stay')}
          </Button>
        </>
      }
    >
      <p>{durable ? t('leave.text') : t('leave.memoryText')}</p>
    </Dialog>
  );
}
