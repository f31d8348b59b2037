import { Fragment, type ReactNode } from 'react';
import type { RichInline, RichNode, RichText as RichTextDocument } from '../../protocol/views';
import { safeHref } from './safe-href';
import styles from './rich-text.module.css';

/** Formatted text of a publication. Knows only the nodes of the protocol and makes elements of them; no markup is ever parsed. */
export function RichText({ body }: { readonly body: RichTextDocument }) {
  return <div className={styles.text}>{body.content.map(renderNode)}</div>;
}

function renderNode(node: RichNode, index: number): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return <p key={index}>{node.content?.map(renderInline)}</p>;
    case 'heading':
      return node.attrs.level === 2 ? (
        <h3 key={index}>{node.content?.map(renderInline)}</h3>
      ) : (
        <h4 key={index}>{node.content?.map(renderInline)}</h4>
      );
    case 'bulletList':
    case 'orderedList': {
      const items = node.content.map((item, position) => (
        <li key={position}>{item.content.map(renderNode)}</li>
      ));
      return node.type === 'bulletList' ? <ul key={index}>{items}</ul> : <ol key={index}>{items}</ol>;
    }
  }
}

function renderInline(inline: RichInline, index: number): ReactNode {
  let words: ReactNode = inline.text;
  for (const mark of inline.marks ?? []) {
    if (mark.type === 'link') words = <TextLink href={mark.attrs.href}>{words}</TextLink>;
    else words = mark.type === 'bold' ? <strong>{words}</strong> : <em>{words}</em>;
  }
  return <Fragment key={index}>{words}</Fragment>;
}

function TextLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const safe = safeHref(href);
  if (safe === null) return <>{children}</>;
  return safe.startsWith('/') ? (
    <a href={safe}>{children}</a>
  ) : (
    <a href={safe} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
