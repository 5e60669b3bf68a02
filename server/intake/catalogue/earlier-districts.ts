import type { Day } from '../../../shared/period.ts'

/** What a district of June 2025 was until 2024, as far as its name would else mean another unit. */
export interface EarlierDistrict {
  /** Area code of the province. */
  province: string
  name: string
  /** The district that it became as a whole under a new name, or those into which all of it was divided. */
  became: readonly string[]
  /** The first day of the later ones. */
  on: Day
  source: string
}

/**
 * Only what Resolution 1314 says of whole districts. It also put the communes of Nam Đông below Phú Lộc; which they were the
 * package does not tell, so they stand below Phú Lộc all the time.
 *
 * @see Resolution 1314/NQ-UBTVQH15 of 30 October 2024
 */
export const EARLIER_DISTRICTS: readonly EarlierDistrict[] = [
  {
    province: '46',
    name: 'Thành phố Huế',
    became: ['Quận Thuận Hóa', 'Quận Phú Xuân'],
    on: '2025-01-01',
    source: 'Nghị quyết 1314/NQ-UBTVQH15',
  },
  {
    province: '46',
    name: 'Huyện Phong Điền',
    became: ['Thị xã Phong Điền'],
    on: '2025-01-01',
    source: 'Nghị quyết 1314/NQ-UBTVQH15',
  },
]
