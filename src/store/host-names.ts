// Names of machines in a pasted text: where syslog, the journal, prompts, `uname -a` and Prometheus put
// them. What is found in one place is replaced everywhere, so that a name does not stay in the next line.

/** Each captures one name. */
const PLACES: readonly RegExp[] = [
  // `May 10 18:03:22 HOST kernel:`, with or without a year, marks before it or a priority.
  /\b[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d+)? (?:\d{4} )?([\w.-]+|\[[\w.-]+\])(?= [\w./-]+(?:\[\d+\])?:)/g,
  // `2024-03-01T10:00:00.123+01:00 HOST kernel:`
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)? ([\w.-]+)(?= [\w./-]+(?:\[\d+\])?:)/g,
  // `user@HOST:~$`, `[root@HOST ~]#`
  /[\w.-]+@([\w.-]+)(?=[: \]][^\n]{0,80}?[$#%>])/g,
  // `Linux HOST 5.10.0-28-amd64 #1 SMP`
  /\bLinux (?!version\b)([\w.-]+)(?= \d+\.\d+)/g,
  // `instance="HOST:9100"`, `nodename="HOST"`
  /\b(?:instance|nodename|hostname|host|node_name)\s*[=:]\s*"?([A-Za-z0-9][\w.-]*?)(?=[":\s,}])/g,
  /\b[Hh]ost ?name\s*[:=]\s*([\w.-]+)/g,
]
/** Words that stand where a name would, and are none. */
const NO_NAMES = new Set(['kernel', 'localhost', 'host', 'localhost.localdomain', 'null', 'none'])

export interface Stripped {
  readonly text: string
  /** In the order in which they were met. */
  readonly names: readonly string[]
}

export function stripHostNames(text: string): Stripped {
  const names = hostNames(text)
  if (names.length === 0) return { text, names }
  const substitute = new Map(names.map((name, i) => [name, i === 0 ? 'host' : `host-${i + 1}`]))
  const longestFirst = names.toSorted((a, b) => b.length - a.length).map(escaped)
  const anywhere = new RegExp(`(?<![\\w.-])(?:${longestFirst.join('|')})(?![\\w-])`, 'g')
  return { text: text.replace(anywhere, (name) => substitute.get(name) ?? name), names }
}

function hostNames(text: string): string[] {
  const names = new Set<string>()
  for (const place of PLACES)
    for (const [, found = ''] of text.matchAll(place)) {
      const name = found.replace(/^\[|\]$/g, '')
      const isNumber = /^[\d.]+$/.test(name) && !/^\d+\.\d+\.\d+\.\d+$/.test(name)
      if (name.length > 1 && !isNumber && !NO_NAMES.has(name)) names.add(name)
    }
  return [...names]
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&')
}
