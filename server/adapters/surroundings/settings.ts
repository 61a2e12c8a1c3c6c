import { fen } from '../../domain/money';
import type { ServiceLimits, Settings } from '../../ports/settings';
import { type Environment, isObject } from './environment';

/** A subscribe message's template: its id, and how our field names are called in it (`thing1`, `time2` …). */
export interface Template {
  id: string;
  /** Our name → the template's. Absent: the names are used as they are. */
  fields?: Record<string, string>;
}

/**
 * The deployment's settings. Faults go into `environment`; what is returned is only good when it has none.
 * Variables: INSTITUTION_ID, SERVICES, TEMPLATES, OWNER_CODE (see docs/configuration.md).
 */
export function readSettings(environment: Environment, templates: Record<string, Template>): Settings {
  return {
    institutionId: environment.text('INSTITUTION_ID', /^[0-9A-Za-z_-]{1,20}$/),
    services: readServices(environment),
    templates: Object.fromEntries(Object.entries(templates).map(([key, template]) => [key, template.id])),
    ownerCode: environment.text('OWNER_CODE', /^\S{16,}$/, 'needs at least 16 characters without spaces'),
  };
}

function readServices(environment: Environment): Record<string, ServiceLimits> {
  const services: Record<string, ServiceLimits> = {};
  for (const [key, value] of Object.entries(environment.object('SERVICES'))) {
    const limits = serviceLimits(value);
    if (limits === undefined) {
      environment.fault(
        'SERVICES',
        `"${key}" needs serviceId (digits) and maxDays, maxQuantity, maxUnitFen (≥ 1)`,
      );
    } else services[key] = limits;
  }
  if (Object.keys(services).length === 0) environment.fault('SERVICES', 'names no service');
  return services;
}

function serviceLimits(value: unknown): ServiceLimits | undefined {
  if (!isObject(value)) return undefined;
  const { serviceId, maxDays, maxQuantity, maxUnitFen } = value;
  if (typeof serviceId !== 'string' || !/^\d{1,32}$/.test(serviceId)) return undefined;
  if (!isCount(maxDays) || !isCount(maxQuantity) || !isCount(maxUnitFen)) return undefined;
  return { serviceId, maxDays, maxQuantity, maxUnitFen: fen(maxUnitFen) };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}

/** TEMPLATES: `{"class": "template id"}` or `{"class": {"id": "…", "fields": {"title": "thing1"}}}`; may be missing. */
export function readTemplates(environment: Environment): Record<string, Template> {
  if (environment.optional('TEMPLATES') === undefined) return {};
  const templates: Record<string, Template> = {};
  for (const [key, value] of Object.entries(environment.object('TEMPLATES'))) {
    const template = templateOf(value);
    if (template === undefined) environment.fault('TEMPLATES', `"${key}" is neither an id nor {id, fields}`);
    else templates[key] = template;
  }
  return templates;
}

function templateOf(value: unknown): Template | undefined {
  if (typeof value === 'string') return isTemplateId(value) ? { id: value } : undefined;
  if (!isObject(value) || typeof value.id !== 'string' || !isTemplateId(value.id)) return undefined;
  if (value.fields === undefined) return { id: value.id };
  if (!isObject(value.fields)) return undefined;
  const fields: Record<string, string> = {};
  for (const [name, templateName] of Object.entries(value.fields)) {
    if (typeof templateName !== 'string' || !/^[a-z_]+\d+$/.test(templateName)) return undefined;
    fields[name] = templateName;
  }
  return { id: value.id, fields };
}

function isTemplateId(text: string): boolean {
  return /^[0-9A-Za-z_-]{1,64}$/.test(text);
}
