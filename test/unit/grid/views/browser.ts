/** What jsdom lacks: a size for everything, a canvas that can be read, events of pointers. Each test file calls it once. */
import { vi } from 'vitest';

/** What stands on a canvas: the last text painted at each place, and where it was cleared by a later rectangle. */
export interface Painting {
  readonly textIn: (left: number, top: number, width: number, height: number) => string;
}

interface PaintedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

const LETTER_PX = 7;
const paintings = new WeakMap<HTMLCanvasElement, PaintedText[]>();

/** Reads a canvas, in its own pixels. */
export function paintingOf(canvas: HTMLCanvasElement): Painting {
  const texts = paintings.get(canvas) ?? [];
  return {
    textIn: (left, top, width, height) =>
      texts
        .filter(({ x, y }) => x >= left && x < left + width && y >= top && y < top + height)
        .map(({ text }) => text)
        .join(''),
  };
}

/** A context that remembers texts; a rectangle painted over a text takes it away. */
function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const texts: PaintedText[] = [];
  paintings.set(canvas, texts);
  const cover = (left: number, top: number, width: number, height: number): void => {
    const isLeft = ({ x, y }: PaintedText): boolean =>
      x < left || x >= left + width || y < top || y >= top + height;
    const rest = texts.filter(isLeft);
    texts.splice(0, texts.length, ...rest);
  };
  const nothing = (): void => undefined;
  const drawing = {
    canvas,
    globalAlpha: 1,
    // A veil takes nothing away.
    fillRect: (...rect: Parameters<typeof cover>) => (drawing.globalAlpha < 1 ? undefined : cover(...rect)),
    clearRect: cover,
    fillText: (text: string, x: number, y: number) => texts.push({ text, x, y }),
    measureText: (text: string) => ({ width: text.length * LETTER_PX }),
    getTransform: () => ({ a: 1 }),
  };
  return new Proxy(drawing, {
    get: (target, name) => (name in target ? (Reflect.get(target, name) as unknown) : nothing),
    set: (target, name, value) => (name === 'globalAlpha' ? Reflect.set(target, name, value) : true),
  }) as unknown as CanvasRenderingContext2D;
}

class PointerEventOfTest extends MouseEvent {
  readonly pointerType = 'mouse';
  readonly pointerId = 1;
}

/** Pixels of the window that everything fills. */
export const WINDOW = { width: 1000, height: 640 } as const;

const sizes = {
  clientWidth: WINDOW.width,
  clientHeight: WINDOW.height,
  offsetWidth: 0,
  offsetHeight: 0,
} as const;

/** Gives jsdom what the views of a sheet ask of a browser. Headings and totals have no height here. */
export function standInForBrowser(): void {
  const contexts = new WeakMap<HTMLCanvasElement, CanvasRenderingContext2D>();
  HTMLCanvasElement.prototype.getContext = function getContext(this: HTMLCanvasElement) {
    const known = contexts.get(this) ?? contextOf(this);
    contexts.set(this, known);
    return known;
  } as unknown as HTMLCanvasElement['getContext'];
  for (const [name, value] of Object.entries(sizes))
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  HTMLElement.prototype.scrollBy = () => undefined;
  vi.stubGlobal('PointerEvent', PointerEventOfTest);
  vi.stubGlobal(
    'Path2D',
    class Path2D {
      readonly kind = 'path';
    },
  );
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #measured: () => void;
      constructor(measured: () => void) {
        this.#measured = measured;
      }
      observe(): void {
        queueMicrotask(this.#measured);
      }
      unobserve(): void {}
      disconnect(): void {}
    },
  );
  // What waits for leisure has it at once.
  vi.stubGlobal('requestIdleCallback', (act: () => void) => {
    queueMicrotask(act);
    return 0;
  });
  vi.stubGlobal('cancelIdleCallback', () => undefined);
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
  Object.defineProperty(document, 'fonts', { configurable: true, value: { ready: Promise.resolve() } });
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
}
