import { useFormat } from '../../../i18n/use-format';
import type { ParticipantCounts } from '../../../protocol/views';
import styles from './territories-table.module.css';

/** A share as a figure and a bar: submitted, then under way. Drawn as SVG: the content policy forbids inline styles. */
export function ShareCell({ share, counts }: { readonly share: number; readonly counts: ParticipantCounts }) {
  const format = useFormat();
  const begun = counts.total === 0 ? 0 : ((counts.submitted + counts.inProgress) / counts.total) * 100;
  return (
    <span className={styles.shareParts}>
      <span className={styles.percent}>{format.percent(share)}</span>
      <svg className={styles.bar} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.rest} width="100" height="1" />
        <rect className={styles.progress} width={begun} height="1" />
        <rect className={styles.done} width={share} height="1" />
      </svg>
    </span>
  );
}
