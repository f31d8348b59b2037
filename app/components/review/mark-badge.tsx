import { CircleCheckBig, Glasses, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReviewMark } from '~/protocol/review';
import { StatusBadge, type Tone } from '../ui/status-badge';

const looks = {
  waiting: { tone: 'info', icon: Glasses },
  returned: { tone: 'warning', icon: Undo2 },
  accepted: { tone: 'done', icon: CircleCheckBig },
} as const satisfies Record<ReviewMark['state'], { tone: Tone; icon: typeof Undo2 }>;

/** «На проверке», «Возвращено на доработку», «Принято»; the level is named where there are two. */
export function ReviewMarkBadge({ mark }: { readonly mark: ReviewMark }) {
  const { t } = useTranslation();
  const { tone, icon: Icon } = looks[mark.state];
  const words = t(`review.${mark.state}`);
  return (
    <StatusBadge tone={tone} icon={<Icon aria-hidden="true" />}>
      {mark.twoLevels ? `${words}: ${t(`review.${mark.level}`)}` : words}
    </StatusBadge>
  );
}
