// How old a kernel can be at most, by what its report prints: each key of Mem-Info and each form of a
// line came with some release (mm/show_mem.c: show_free_areas, mm/page_alloc.c: warn_alloc, mm/oom_kill.c:
// dump_header). Vendors carry later lines back to older kernels, so a release that is printed counts for
// more. Where the release is known only between two, it is the first after those without the line.

/** Youngest first. */
const EVIDENCE: readonly (readonly [string, RegExp])[] = [
  ['7.1', /\bgpu_active:\d+kB/],
  ['6.18', /\bzspages:\d+kB/],
  ['6.16', /\bfree_highatomic:\d+KB/],
  ['6.15', /\bBalloon:\d+kB/],
  ['6.11', /\bCPU:\s*\d+ UID:\s*\d+ PID:/],
  ['6.1', /\bsec_pagetables:\d/],
  ['5.16', /\bboost:\d+kB/],
  ['5.12', /\bkernel_misc_reclaimable:\d/],
  ['5.5', /\breserved_highatomic:\d+KB/],
  ['5.0', /\bnodemask=\S{1,400}?,cpuset=|\boom-kill:constraint=/],
  ['4.8', /\bwritepending:\d+kB|\bNode \d+ active_anon:\d+kB inactive_anon:/],
  ['4.6', /\b(?:mode:|gfp_mask=)0x[0-9a-f]{1,16}\((?:__)?GFP_/],
  ['4.4', /\d\*\d+kB \([A-Z]{0,8}H[A-Z]{0,8}\)/],
]

/** Of a report while its lines come in. */
export class Age {
  /** Evidence from here on tells nothing new. */
  private found = EVIDENCE.length

  see(text: string): void {
    for (let i = 0; i < this.found; i++) {
      const [, form] = EVIDENCE[i] as (typeof EVIDENCE)[number]
      if (form.test(text)) this.found = i
    }
  }

  /** `6.1`; null: nothing tells. */
  get since(): string | null {
    return EVIDENCE[this.found]?.[0] ?? null
  }
}
