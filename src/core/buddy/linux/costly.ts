import type { Order } from '../../units.ts'

/** Largest order that the kernel tries hard for (include/linux/mmzone.h: PAGE_ALLOC_COSTLY_ORDER). */
export const COSTLY_ORDER: Order = 3
