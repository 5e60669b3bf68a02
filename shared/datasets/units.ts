import type { Dataset } from './dataset.ts'

/**
 * Units of a tree, one row for each spell in which name, code and parent stayed the same. `unit` is the lasting identity;
 * without it a row is `tree:level:code`. A unit that ended names its successors in `becomes`: `id*weight; id*weight`.
 */
export const units: Dataset = {
  id: 'units',
  title: { vi: 'Danh mục đơn vị', en: 'Units' },
  mode: 'upsert',
  key: ['tree', 'unit', 'from'],
  unitColumns: ['unit'],
  open: true,
  dateColumn: 'from',
  lookup: 'tree',
  complete: (row) => ({ ...row, from: row.from ?? '0001-01-01', to: row.to ?? '9999-12-31' }),
  dimensions: { level: 'level' },
  columns: [
    { name: 'unit', kind: 'name', title: { vi: 'Định danh', en: 'Identity' } },
    { name: 'tree', kind: 'name', title: { vi: 'Cây đơn vị', en: 'Tree' } },
    {
      name: 'level',
      kind: 'choice',
      title: { vi: 'Cấp', en: 'Level' },
      choices: {
        country: ['country', 'Quốc gia'],
        province: ['province', 'Tỉnh', 'Thành phố'],
        district: ['district', 'Huyện', 'region'],
        commune: ['commune', 'Xã', 'Phường', 'council'],
        department: ['department', 'Sở', 'Ban, ngành'],
        group: ['group', 'Nhóm', 'Cụm'],
      },
    },
    {
      name: 'name',
      kind: 'name',
      required: true,
      title: { vi: 'Tên đơn vị', en: 'Name' },
      headers: ['Tên', 'council_name', 'region_name'],
    },
    { name: 'scheme', kind: 'name', title: { vi: 'Hệ mã', en: 'Code scheme' } },
    { name: 'code', kind: 'name', title: { vi: 'Mã đơn vị', en: 'Code' }, headers: ['Mã', 'council_id', 'region_id'] },
    { name: 'agencyCode', kind: 'name', title: { vi: 'Mã định danh cơ quan', en: 'Agency code' } },
    { name: 'parent', kind: 'name', title: { vi: 'Đơn vị cấp trên', en: 'Parent' } },
    { name: 'from', kind: 'day', title: { vi: 'Từ ngày', en: 'From' } },
    { name: 'to', kind: 'day', title: { vi: 'Đến ngày', en: 'To' } },
    { name: 'becomes', kind: 'name', title: { vi: 'Trở thành', en: 'Becomes' } },
    { name: 'becomesOn', kind: 'day', title: { vi: 'Từ ngày (chuyển)', en: 'Becomes on' } },
    {
      name: 'lng',
      kind: 'degrees',
      min: -180,
      max: 180,
      title: { vi: 'Kinh độ', en: 'Longitude' },
      headers: ['lon', 'longitude'],
    },
    { name: 'lat', kind: 'degrees', min: -90, max: 90, title: { vi: 'Vĩ độ', en: 'Latitude' }, headers: ['latitude'] },
    { name: 'population', kind: 'count', title: { vi: 'Dân số', en: 'Population' } },
    { name: 'source', kind: 'name', title: { vi: 'Căn cứ', en: 'Source' } },
  ],
}
