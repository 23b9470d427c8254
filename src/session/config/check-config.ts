import { unknownSetting, unusableConfig, wrongSetting } from '../../diagnostics/config.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Config } from '../config.ts';
import type { Reports } from '../reports.ts';
import type { ConfigContent } from './read-config.ts';
import { settings } from './settings.ts';

/** Whether nothing is wrong; reports what is. */
export function reportWrongSettings(path: string, content: ConfigContent, reports: Reports): boolean {
  const wrong = wrongIn(path, content);
  reports.show(wrong, content.sources);
  return wrong.length === 0;
}

function wrongIn(path: string, { value, spanOf }: ConfigContent): readonly Diagnostic[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [unusableConfig(path, `it must give an object with settings, not ${shown(value)}`)];
  return Object.entries(value).flatMap(([name, given]) => {
    if (!isSetting(name)) return [unknownSetting(path, name, Object.keys(settings), spanOf(name))];
    const { accepts, expected } = settings[name];
    return accepts(given) ? [] : [wrongSetting(path, name, expected, shown(given), spanOf(name))];
  });
}

const isSetting = (name: string): name is keyof Config => Object.hasOwn(settings, name);

const LONGEST_SHOWN = 60;

/** As JSON, which a function is not. */
function shown(value: unknown): string {
  const text = typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value) : String(value);
  const whole = typeof value === 'function' ? 'a function' : text;
  return whole.length > LONGEST_SHOWN ? `${whole.slice(0, LONGEST_SHOWN)}…` : whole;
}
