/** Words of the product itself: no password is made of them. */
export const OWN_WORDS = ['toancanh', 'trungtamdieuhanh', 'dieuhanhthongminh', 'smartcity', 'iocviet'] as const

/**
 * With what passwords are made in Vietnamese offices, without accents and spaces. Names of provinces are those before and
 * after 1 July 2025. Sorted by kind, most usual first.
 */
export const HABITS: readonly string[] = [
  ...['matkhau', 'matkhaumoi', 'matma', 'dangnhap', 'taikhoan', 'macdinh', 'khongnho', 'quenmatkhau', 'doimatkhau'],
  ...['quantri', 'quantrivien', 'nguoidung', 'canbo', 'chuyenvien', 'congchuc', 'vienchuc', 'lanhdao', 'giamdoc'],
  ...['hanhchinhcong', 'hanhchinh', 'motcua', 'dichvucong', 'dvcqg', 'congdan', 'vanphong', 'vanthu', 'tencoquan'],
  ...['uybannhandan', 'ubnd', 'hdnd', 'sotttt', 'sokhcn', 'sonoivu', 'trungtam', 'thanhpho', 'donvi', 'phuong'],
  ...['tinhuy', 'huyenuy', 'dangcongsan', 'doclap', 'tudo', 'hanhphuc', 'chuyendoiso', 'dothithongminh'],
  ...['vietnam', 'vietnamvodich', 'vietnamoi', 'hochiminh', 'bacho', 'tphcm', 'saigon', 'hanoi', 'danang', 'cantho'],
  ...['haiphong', 'hue', 'thuathienhue', 'angiang', 'baria', 'vungtau', 'bacgiang', 'backan', 'baclieu', 'bacninh'],
  ...['bentre', 'binhdinh', 'binhduong', 'binhphuoc', 'binhthuan', 'camau', 'caobang', 'daklak', 'daknong'],
  ...['dienbien', 'dongnai', 'dongthap', 'gialai', 'hagiang', 'hanam', 'hatinh', 'haiduong', 'haugiang', 'hoabinh'],
  ...['hungyen', 'khanhhoa', 'kiengiang', 'kontum', 'laichau', 'lamdong', 'langson', 'laocai', 'longan', 'namdinh'],
  ...['nghean', 'ninhbinh', 'ninhthuan', 'phutho', 'phuyen', 'quangbinh', 'quangnam', 'quangngai', 'quangninh'],
  ...['quangtri', 'soctrang', 'sonla', 'tayninh', 'thaibinh', 'thainguyen', 'thanhhoa', 'tiengiang', 'travinh'],
  ...['tuyenquang', 'vinhlong', 'vinhphuc', 'yenbai', 'vithanh'],
  ...['anhyeuem', 'emyeuanh', 'iuanh', 'yeuem', 'yeuanh', 'giadinh', 'congchua', 'hoangtu', 'xinchao', 'camon'],
  ...['khongbiet', 'khongcogi', 'chungminh', 'bimat', 'tinhyeu', 'mayman', 'hanhphuc', 'thanhcong', 'chucmungnammoi'],
  ...['nguyenvana', 'nguyenvanan', 'nguyenthi', 'nguyenvan', 'tranvan', 'tranthi', 'levan', 'lethi', 'phamvan'],
  ...['thangmot', 'thanghai', 'thang', 'quy', 'tuan', 'nam', 'xuan', 'admin', 'administrator', 'password', 'passwd'],
  ...['welcome', 'qwerty', 'letmein', 'abcd', 'abc', 'test', 'demo', 'root', 'user', 'login'],
]
