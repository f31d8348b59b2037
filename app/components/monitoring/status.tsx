import { CircleCheck, CircleDashed, PencilLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SubmissionStatus } from '../../protocol/views';
import { StatusBadge, type Tone } from '../ui/status-badge';

const looks = {
  submitted: { tone: 'done', icon: CircleCheck },
  in_progress: { tone: 'warning', icon: PencilLine },
  not_started: { tone: 'neutral', icon: CircleDashed },
} as const satisfies Record<SubmissionStatus, { tone: Tone; icon: typeof CircleCheck }>;

/** «Сдано», «В работе», «Не приступал». */
export function ParticipantStatus({ status }: { readonly status: SubmissionStatus }) {
  const { t } = useTranslation('monitoring');
  const { tone, icon: Icon } = looks[status];
  return (
    <StatusBadge tone={tone} icon={<Icon aria-hidden="true" />}>
      {t(`participants.status.${status}`)}
    </StatusBadge>
  );
}
