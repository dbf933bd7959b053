import {
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmission,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Form, FormField } from '#core/reply.ts';
import { truncate } from '#text/truncate.ts';
import { encodeAction, type Encoded } from './action.ts';
import { visibleLine } from './markdown.ts';

/** developers/components/reference and developers/interactions/receiving-and-responding. */
const TITLE_MOST = 45;
const LABEL_MOST = 45;
const HINT_MOST = 100;
const CHOICES_MOST = 25;
const CHOICE_MOST = 100;
const INPUT_MOST = 4000;
const FIELDS_MOST = 5;

type Modal = APIModalInteractionResponseCallbackData;
type Label = Extract<Modal['components'][number], { type: ComponentType.Label }>;

const line = (text: string, most: number): string => truncate(visibleLine(text), most) || '…';

function control(field: FormField): Label['component'] {
  const required = field.required ?? false;
  if (field.choices && field.choices.length > 0) {
    return {
      type: ComponentType.StringSelect,
      custom_id: field.name,
      required,
      min_values: required ? 1 : 0,
      max_values: 1,
      options: field.choices.slice(0, CHOICES_MOST).map(({ label, value }) => ({
        label: line(label, CHOICE_MOST),
        value: value.slice(0, CHOICE_MOST),
        default: value === field.value,
      })),
    };
  }
  return {
    type: ComponentType.TextInput,
    custom_id: field.empty === undefined ? field.name : `${field.name}=${field.empty}`,
    style: TextInputStyle.Short,
    required,
    max_length: INPUT_MOST,
    ...(field.value ? { value: field.value.slice(0, INPUT_MOST) } : {}),
  };
}

/** A form as a modal; sent off, it comes back under the custom_id of its action. */
export function renderForm(form: Form): { modal: Modal } & Pick<Encoded, 'keep'> {
  const { customId, keep } = encodeAction('s', 0, form.action);
  const components = form.fields.slice(0, FIELDS_MOST).map((field): Label => ({
    type: ComponentType.Label,
    label: line(field.label, LABEL_MOST),
    ...(field.hint ? { description: line(field.hint, HINT_MOST) } : {}),
    component: control(field),
  }));
  return { modal: { custom_id: customId, title: line(form.title, TITLE_MOST), components }, ...(keep ? { keep } : {}) };
}

/** What was filled in, by option name; a field that was emptied is what that stands for, or left out. */
export function readForm(submission: APIModalSubmission): Record<string, string> {
  const values: Record<string, string> = {};
  for (const part of submission.components) {
    const controls = 'component' in part ? [part.component] : 'components' in part ? part.components : [];
    for (const one of controls) {
      const [name, empty = ''] = one.custom_id.split('=', 2) as [string, string?];
      const given = 'value' in one ? String(one.value ?? '') : 'values' in one ? (one.values[0] ?? '') : '';
      const value = given.trim() === '' ? empty : given;
      if (value !== '') values[name] = value;
    }
  }
  return values;
}
