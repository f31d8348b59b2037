import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, line } from 'd3-shape';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import type { Progress } from '../../../protocol/monitoring';
import styles from './progress.module.css';

const HEIGHT = 260;
const USUAL_WIDTH = 720;
const MARGIN = { top: 24, right: 12, bottom: 28, left: 44 };
/** Between labels below the chart. */
const LABEL_PX = 72;
const MOSCOW_MS = 3 * 3_600_000;

interface Drawn {
  readonly at: number;
  readonly begun: number;
  readonly submitted: number;
  readonly parent: number | null;
}

/** Shares of all participants over time: begun and submitted as areas, the territory above as a dashed line, the end of the window. */
export function ProgressChart({
  progress,
  closesAt,
  total,
  parent,
}: {
  readonly progress: Progress;
  readonly closesAt: string;
  readonly total: number;
  readonly parent: string | null;
}) {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  const { ref, width } = useWidth();
  const from = Date.parse(progress.from);
  const to = Date.parse(progress.to);
  const x = scaleUtc([from, to], [MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear([0, 100], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const drawn = pointsOf(progress, total);
  const last = progress.points.at(-1);
  const closing = Date.parse(closesAt);
  const areaOf = (value: (point: Drawn) => number) =>
    area<Drawn>()
      .x(({ at }) => x(at))
      .y0(y(0))
      .y1((point) => y(value(point)))(drawn) ?? '';
  const lineOf = (points: readonly Drawn[], value: (point: Drawn) => number) =>
    line<Drawn>()
      .x(({ at }) => x(at))
      .y((point) => y(value(point)))(points) ?? '';
  return (
    <div ref={ref} className={styles.chart}>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={t('overview.chart', {
          from: format.date(progress.from),
          to: format.dateTimeMoscow(closesAt),
          share: format.percent(last?.share ?? 0),
        })}
      >
        {y.ticks(5).map((share) => (
          <g key={share}>
            <line
              className={styles.grid}
              x1={MARGIN.left}
              x2={width - MARGIN.right}
              y1={y(share)}
              y2={y(share)}
            />
            <text className={styles.label} x={MARGIN.left - 8} y={y(share) + 4} textAnchor="end">
              {format.percent(share)}
            </text>
          </g>
        ))}
        {ticksOf(progress, width).map((at) => (
          <text key={at} className={styles.label} x={x(at)} y={HEIGHT - 8} textAnchor="middle">
            {labelOf(format.dateTimeShort(new Date(at).toISOString()), progress.step)}
          </text>
        ))}
        <path className={styles.begun} d={areaOf(({ begun }) => begun)} />
        <path className={styles.done} d={areaOf(({ submitted }) => submitted)} />
        <path className={styles.doneLine} d={lineOf(drawn, ({ submitted }) => submitted)} />
        {parent === null ? null : (
          <path
            className={styles.parent}
            d={lineOf(
              drawn.filter((point) => point.parent !== null),
              (point) => point.parent ?? 0,
            )}
          />
        )}
        {closing < from || closing > to ? null : (
          <g>
            <line className={styles.closing} x1={x(closing)} x2={x(closing)} y1={MARGIN.top - 6} y2={y(0)} />
            <text className={styles.closingLabel} x={Math.min(x(closing), width - 4)} y={12} textAnchor="end">
              {t('overview.closing')}
            </text>
          </g>
        )}
      </svg>
    </div>
  );
}

/** Where the window began, then the end of each step; the last one is drawn where it is now. */
function pointsOf({ from, points }: Progress, total: number): readonly Drawn[] {
  const share = (part: number) => (total === 0 ? 0 : (part / total) * 100);
  const [first] = points;
  const start: Drawn = {
    at: Date.parse(from),
    begun: 0,
    submitted: share((first?.submitted ?? 0) - (first?.added ?? 0)),
    parent: first?.parentShare === null || first === undefined ? null : 0,
  };
  const rest = points.map((point) => ({
    at: Date.parse(point.at),
    begun: share(point.begun),
    submitted: point.share,
    parent: point.parentShare,
  }));
  // A chart of the last hours does not begin with nothing.
  const begins =
    rest[0] && start.submitted > 0 ? { ...rest[0], at: start.at, submitted: start.submitted } : start;
  return [begins, ...rest];
}

/** Midnights or whole hours of Moscow, as many as there is room for. */
function ticksOf({ step, from, to }: Progress, width: number): readonly number[] {
  const length = step === 'hour' ? 3_600_000 : 86_400_000;
  const first = Math.ceil((Date.parse(from) + MOSCOW_MS) / length) * length - MOSCOW_MS;
  const count = Math.floor((Date.parse(to) - first) / length) + 1;
  const every = Math.max(1, Math.ceil((count * LABEL_PX) / width));
  return Array.from({ length: Math.ceil(count / every) }, (_, i) => first + i * every * length).slice(0, -1);
}

/** «27.04» or «12:00» of «27.04.2023 12:00». */
const labelOf = (stamp: string, step: Progress['step']): string =>
  step === 'hour' ? stamp.slice(-5) : stamp.slice(0, 5);

/** The room that the chart has; a usual one before scripts arrive. */
function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(USUAL_WIDTH);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(240, Math.round(entry.contentRect.width)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
