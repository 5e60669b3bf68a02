/** A name without its kind: `Đặc khu Phú Quốc` → `Phú Quốc`. */
export function shortName(name: string): string {
  return name.replace(/^(Xã|Phường|Đặc khu|Thị trấn|Huyện|Quận|Thị xã|Thành phố|Tỉnh)\s+(?=\p{L})/u, '')
}
