import type { ReactNode } from 'react';
import { useLayoutEffect, useRef } from 'react';
import type { CellPosition, GridViewHandle } from '../adapter';
import styles from './editors.module.css';

interface OverlayProps {
  readonly cell: CellPosition;
  readonly view: () => GridViewHandle | null;
  readonly children: ReactNode;
}

/** Lays an editor over its cell, wherever the view has painted it; stays there while the table is scrolled. */
export function Overlay({ cell, view, children }: OverlayProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = (): void => {
      const element = box.current;
      const rect = view()?.cellRect(cell);
      if (!element || !rect) return;
      element.style.left = `${rect.left}px`;
      element.style.top = `${rect.top}px`;
      element.style.width = `${rect.width}px`;
      element.style.minHeight = `${rect.height}px`;
    };
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [cell, view]);
  return (
    <div ref={box} className={styles.overlay}>
      {children}
    </div>
  );
}
