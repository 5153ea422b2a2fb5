// A kernel's release as stack dumps print it (lib/dump_stack.c: dump_stack_print_info), and its
// order among others: `4.18.0-305.el8.x86_64` counts as 4.18.

export interface Version {
  readonly major: number
  readonly minor: number
  readonly patch: number
}

/** The three numbers it begins with; null: it begins with none. */
export function versionOf(release: string): Version | null {
  const match = /^(\d{1,2})\.(\d{1,3})(?:\.(\d{1,3}))?/.exec(release)
  if (!match) return null
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? 0) }
}

/** `isBefore(v, 4, 4)`: older than 4.4. Up to 2.6 the third number is what later the second is. */
export function isBefore(
  { major, minor, patch }: Version,
  thanMajor: number,
  thanMinor: number,
  thanPatch = 0,
): boolean {
  if (major !== thanMajor) return major < thanMajor
  return minor !== thanMinor ? minor < thanMinor : patch < thanPatch
}

const TASK_LINES: readonly RegExp[] = [
  /\bPID:\s*\d+\s+Comm:\s*(.{1,64}?)\s+(?:Kdump:|Not tainted|Tainted:)/,
  /\bPid:\s*\d+,\s+comm:\s*(.{1,64}?)\s+(?:Not tainted|Tainted:)/,
  /\bPID:\s*\d+\s+Comm:\s*(.{1,64}?)\s*$/,
  /\bPid:\s*\d+,\s+comm:\s*(.{1,64}?)\s*$/,
]
const RELEASE = /\b([2-9]\.\d{1,3}(?:\.\d{1,3})?[\w.+~-]*)\s+(?:\([^)]{0,60}\)\s+)?#\d/
/** Before 3.x `#1` may be missing or on the next line. */
const BARE_RELEASE = /(?:tainted|Tainted:[ A-Z]{0,60})\s+-*\s*([2-9]\.\d{1,3}\.\d{1,3}[\w.+~-]*)/

/** `CPU: 0 PID: 34 Comm: kworker/0:1 Tainted: …`: the task; null: no such line. */
export function taskOf(text: string): string | null {
  if (!/comm:/i.test(text)) return null
  for (const line of TASK_LINES) {
    const task = line.exec(text)?.[1]
    if (task !== undefined) return task
  }
  return null
}

/** What such a line ends in where its release may go on in the next. */
const TORN_RELEASE = /(?:tainted|Tainted:[ A-Z]{0,60})\s+-*\s*([2-9][\w.+~-]{0,60})\s*$/

/** The release that such a line, or the one it goes on in, ends with. */
export function releaseOf(text: string): string | null {
  return (RELEASE.exec(text) ?? BARE_RELEASE.exec(text))?.[1] ?? null
}

/** The release at the end of `text` with what the next line adds to it; null: nothing of a release. */
export function tornRelease(text: string, next: string): string | null {
  const torn = TORN_RELEASE.exec(text)?.[1]
  if (torn === undefined) return null
  return (RELEASE.exec(torn + next) ?? RELEASE.exec(`${torn} ${next}`))?.[1] ?? null
}
