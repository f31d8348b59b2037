import type { ColumnTypeName } from 'engine';
import type { ComponentType } from 'react';
import { ChoicesEditor } from './choices-editor';
import { DateEditor } from './date-editor';
import { ListEditor } from './list-editor';
import { TextEditor } from './text-editor';
import type { EditorProps } from './types';

const editors: Readonly<Record<ColumnTypeName, ComponentType<EditorProps>>> = {
  text: TextEditor,
  integer: TextEditor,
  number: TextEditor,
  date: DateEditor,
  boolean: ListEditor,
  choice: ListEditor,
  choices: ChoicesEditor,
};

/** The editor of a cell, by the type of its column. */
export function CellEditor(props: EditorProps) {
  const Editor = editors[props.column.type];
  return <Editor {...props} />;
}
