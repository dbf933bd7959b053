import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** Discord's own description of its API lies beside the project where there is one; without it, only our own rules check. */
const PLACES = ['../shared/specs/discord-openapi.json', '../../shared/specs/discord-openapi.json'].map(
  (path) => new URL(`../../../${path}`, import.meta.url),
);

type Schema = Record<string, unknown>;
interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> };
}
interface Spec {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** Says what is wrong with a request by the specification; an unknown route is wrong too. */
export type CheckRequest = (method: string, path: string, body: unknown) => string[];

let loaded: CheckRequest | undefined;

export function specCheck(): CheckRequest {
  const file = PLACES.find((place) => existsSync(place));
  loaded ??= file ? create(JSON.parse(readFileSync(file, 'utf8')) as Spec) : () => [];
  return loaded;
}

function create(spec: Spec): CheckRequest {
  // The specification says: integers may be sent as numeric strings.
  const permissions = spec.components.schemas['ApplicationCommandUpdateRequest']!['properties'] as Record<
    string,
    Schema
  >;
  permissions['default_member_permissions'] = { type: ['integer', 'string', 'null'], pattern: '^\\d+$' };
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  ajv.addSchema({ $id: 'discord', components: spec.components });
  const routes = Object.entries(spec.paths)
    .map(([path, operations]) => ({
      path,
      operations,
      shape: new RegExp(`^${path.replaceAll(/\{[^}]+\}/gu, '[^/]+')}$`, 'u'),
    }))
    // A literal segment goes before a variable one.
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length);
  const compiled = new Map<string, ReturnType<typeof ajv.compile>>();
  return (method, path, body) => {
    const route = routes.find((one) => one.shape.test(path) && one.operations[method.toLowerCase()]);
    if (!route) return [`${method} ${path}: no such operation`];
    const schema = route.operations[method.toLowerCase()]!.requestBody?.content['application/json']?.schema;
    if (!schema || body === undefined) return [];
    const name = `${method} ${route.path}`;
    let validate = compiled.get(name);
    if (!validate) {
      const text = JSON.stringify(schema).replaceAll('"#/components', '"discord#/components');
      compiled.set(name, (validate = ajv.compile(JSON.parse(text) as Schema)));
    }
    if (validate(body)) return [];
    return (validate.errors ?? [])
      .filter((error) => !['anyOf', 'oneOf', 'enum'].includes(error.keyword))
      .slice(0, 3)
      .map((error) => `${name}: ${error.instancePath} ${error.message ?? ''}`)
      .concat(validate.errors!.length === 0 ? [] : [`${name}: does not fit the specification`]);
  };
}
