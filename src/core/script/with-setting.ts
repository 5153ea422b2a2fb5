// The same script under another setting. Settings stand one a line, each under its first word, and
// no action begins with one of those words; so a line is found without reading the whole.

/** Replaces the line of a setting (`grouping off`), or puts it at the top where there is none. */
export function withSetting(source: string, setting: string): string {
  const key = setting.split(' ', 1)[0] ?? ''
  const lines = source.split('\n')
  const at = lines.findIndex((line) => /^[ \t]*([a-z-]+)/.exec(line)?.[1] === key)
  if (at < 0) return [setting, ...lines].join('\n')
  return lines.with(at, setting).join('\n')
}
