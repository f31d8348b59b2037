import { type RefObject, useEffect, useRef, useState } from 'react';

/** Files dropped anywhere on the section around an element; true while some are held over it. */
export function useDroppedFiles(
  inside: RefObject<HTMLElement>,
  onFiles: (files: readonly File[]) => void,
): boolean {
  const [isOver, setOver] = useState(false);
  const take = useRef(onFiles);
  useEffect(() => {
    take.current = onFiles;
  });
  useEffect(() => {
    const section = inside.current?.closest('section');
    if (!section) return;
    const over = new AbortController();
    const { signal } = over;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    section.addEventListener(
      'dragover',
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    section.addEventListener(
      'dragleave',
      (event) => {
        if (!(event.relatedTarget instanceof Node) || !section.contains(event.relatedTarget)) setOver(false);
      },
      { signal },
    );
    section.addEventListener(
      'drop',
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(false);
        take.current([...(event.dataTransfer?.files ?? [])]);
      },
      { signal },
    );
    return () => over.abort();
  }, [inside]);
  return isOver;
}
