// @vitest-environment jsdom
import { act, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { onDemand } from '../../../app/components/ui/on-demand';
import { i18nOf } from '../../../app/i18n/i18n.server';

let root: Root;
let box: HTMLElement;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  box = document.createElement('div');
  document.body.append(box);
  root = createRoot(box);
});
afterEach(() => act(() => root.unmount()));

const show = (part: React.ReactNode) =>
  act(() => {
    root.render(<I18nextProvider i18n={i18nOf('ru')}>{part}</I18nextProvider>);
    return Promise.resolve();
  });

const Named = ({ name }: { readonly name: string }) => <p>это {name}</p>;
/** What stands in the place of a part may have a state of its own. */
const Waiting = ({ name }: { readonly name: string }) => {
  const [begun] = useState(name);
  return <p>ждём {begun}</p>;
};

it('what stands in the place of a part goes when the part has come', async () => {
  let arrive: (part: typeof Named) => void = () => undefined;
  const Part = onDemand(() => new Promise<typeof Named>((resolve) => (arrive = resolve)), Waiting);
  await show(<Part name="часть" />);
  expect(box.textContent).toBe('ждём часть');
  await act(() => {
    arrive(Named);
    return Promise.resolve();
  });
  expect(box.textContent).toBe('это часть');
});

it('what could not be fetched says so and is asked for again', async () => {
  let isReachable = false;
  const Part = onDemand(() => (isReachable ? Promise.resolve(Named) : Promise.reject(new Error('offline'))));
  Part.prefetch();
  await show(<Part name="часть" />);
  expect(box.textContent).toContain('не загрузилась');
  isReachable = true;
  await act(() => {
    box.querySelector('button')?.click();
    return Promise.resolve();
  });
  expect(box.textContent).toBe('это часть');
});

it('what was fetched ahead is there at once', async () => {
  const Part = onDemand(() => Promise.resolve(Named), Waiting);
  Part.prefetch();
  await Promise.resolve();
  await Promise.resolve();
  await show(<Part name="часть" />);
  expect(box.textContent).toBe('это часть');
});
