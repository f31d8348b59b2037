import type { ReactNode } from 'react';
import { useLayoutEffect, useRef } from 'react';
import { classNames } from '../../ui/class-names';
import styles from './editors.module.css';

interface PopupProps {
  readonly className: string | undefined;
  readonly children: ReactNode;
}

const GAP_PX = 4;

/**
 * A surface below its parent, or above where there is more room. Fixed, so that the scrolled table does not cut it off;
 * placed by script, for styles are not allowed inline.
 */
export function Popup({ className, children }: PopupProps) {
  const surface = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = surface.current;
    const anchor = element?.parentElement;
    if (!element || !anchor) return;
    const place = (): void => {
      const box = anchor.getBoundingClientRect();
      const below = window.innerHeight - box.bottom;
      const isAbove = below < element.offsetHeight + GAP_PX && box.top > below;
      const left = Math.max(GAP_PX, Math.min(box.left, window.innerWidth - element.offsetWidth - GAP_PX));
      element.style.left = `${left}px`;
      element.style.top = isAbove ? 'auto' : `${box.bottom + GAP_PX}px`;
      element.style.bottom = isAbove ? `${window.innerHeight - box.top + GAP_PX}px` : 'auto';
      element.style.minWidth = `${box.width}px`;
      element.style.maxHeight = `${Math.max(120, (isAbove ? box.top : below) - 3 * GAP_PX)}px`;
    };
    // What stands around it takes its place in the same moment, but after it.
    queueMicrotask(place);
    window.addEventListener('resize', place);
    window.addEventListener('scroll', place, true);
    return () => {
      window.removeEventListener('resize', place);
      window.removeEventListener('scroll', place, true);
    };
  });
  return (
    // The focus stays in the field: pressing in the surface must not end the editing.
    <div
      ref={surface}
      className={classNames(styles.popup, className)}
      role="presentation"
      onMouseDown={(event) => event.preventDefault()}
    >
      {children}
    </div>
  );
}
