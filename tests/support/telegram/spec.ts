import { existsSync, readFileSync } from 'node:fs';

interface Field {
  name: string;
  types: string[];
  required: boolean;
  description: string;
}

interface Spec {
  methods: Record<string, { fields?: Field[] }>;
  types: Record<string, { fields?: Field[]; subtypes?: string[] }>;
}

const PLACES = ['../../../../shared', '../../../../../shared'];
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Why a value breaks a field's length, read out of the description. Text with entities is measured by the server. */
function lengthFault(field: Field, value: unknown): string | undefined {
  if (typeof value !== 'string' || /after entities/u.test(field.description)) return undefined;
  const [, least, most, unit] = /(\d+)-(\d+) (characters|bytes)/iu.exec(field.description) ?? [];
  if (most === undefined) return undefined;
  const size = unit!.toLowerCase() === 'bytes' ? Buffer.byteLength(value) : value.length;
  return size < Number(least) || size > Number(most)
    ? `${field.name} has ${size} ${unit}, not ${least}-${most}`
    : undefined;
}

/**
 * Checks requests against the machine-readable Bot API where it lies beside the project; without it nothing is
 * checked. A newer method or field than the file's would be reported too: then the file is to be renewed.
 */
export function loadSpec():
  | { version: string; check(method: string, payload: Record<string, unknown>): string[] }
  | undefined {
  const path = PLACES.map((place) => new URL(`${place}/specs/telegram-bot-api.json`, import.meta.url)).find((one) =>
    existsSync(one),
  );
  if (!path) return undefined;
  const spec = JSON.parse(readFileSync(path, 'utf8')) as Spec & { version: string };

  function fits(type: string, value: unknown, at: string): string[] {
    const array = /^Array of (.*)$/u.exec(type)?.[1];
    if (array !== undefined) {
      if (!Array.isArray(value)) return [`${at} is no array`];
      return value.flatMap((one, index) => fits(array, one, `${at}[${index}]`));
    }
    if (type === 'Integer') return Number.isSafeInteger(value) ? [] : [`${at} is no integer`];
    if (type === 'Float') return typeof value === 'number' ? [] : [`${at} is no number`];
    if (type === 'Boolean' || type === 'True') return typeof value === 'boolean' ? [] : [`${at} is no boolean`];
    if (type === 'String') return typeof value === 'string' ? [] : [`${at} is no text`];
    // An upload.
    if (type === 'InputFile') return value instanceof File ? [] : [`${at} is no file`];
    const known = spec.types[type];
    if (!known) return [`${at} has the unknown type ${type}`];
    if (known.subtypes) {
      const tried = known.subtypes.map((one) => fits(one, value, at));
      return tried.some((faults) => faults.length === 0) ? [] : tried.sort((a, b) => a.length - b.length)[0]!;
    }
    return isRecord(value) ? record(known.fields ?? [], value, at) : [`${at} is no object`];
  }

  function record(fields: Field[], value: Record<string, unknown>, at: string): string[] {
    const faults = Object.keys(value)
      .filter((name) => !fields.some((field) => field.name === name))
      .map((name) => `${at} has the unknown field ${name}`);
    for (const field of fields) {
      const given = value[field.name];
      if (given === undefined) {
        if (field.required) faults.push(`${at} lacks ${field.name}`);
        continue;
      }
      const tried = field.types.map((type) => fits(type, given, `${at}.${field.name}`));
      if (tried.every((one) => one.length > 0)) faults.push(...tried.sort((a, b) => a.length - b.length)[0]!);
      const constant = /^(?:Type of|Scope type|.*), must be (\w+)$/u.exec(field.description)?.[1];
      if (constant !== undefined && field.name === 'type' && given !== constant)
        faults.push(`${at}.type is not ${constant}`);
      const length = lengthFault(field, given);
      if (length) faults.push(`${at}.${length}`);
    }
    return faults;
  }

  return {
    version: spec.version,
    check(method, payload) {
      const known = spec.methods[method];
      return known ? record(known.fields ?? [], payload, method) : [`unknown method ${method}`];
    },
  };
}
