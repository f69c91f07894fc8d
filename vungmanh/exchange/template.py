"""The empty workbook of our own profile, with a sheet that says what may stand in it."""

import io

from vungmanh.exchange import words
from vungmanh.exchange.layouts import LAYOUTS, MEMBERS, ORGANIZATIONS, RESULTS
from vungmanh.exchange.sheets import Book
from vungmanh.organizations.kinds import kinds
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject

NAMES = {ORGANIZATIONS.kind: "Tổ chức", MEMBERS.kind: "Đảng viên", RESULTS.kind: "Xếp loại"}
HINTS = "Hướng dẫn"

_RULES = (
    ("Cột", "Thứ tự cột tùy ý; có thể xóa cột không dùng. Ô trống không xóa điều đã ghi."),
    ("Mã", "Mã tổ chức không có khoảng trắng, ví dụ: kim-phu. Số thẻ, số định danh gồm 12 chữ số, định dạng Text."),
    ("Ngày", "Ghi ngày/tháng/năm, ví dụ 03/02/2015. Để trống thì lấy ngày nhập tệp."),
    ("Tổ chức cao nhất", "Để trống mã cấp trên. Mỗi hệ thống có một tổ chức cao nhất."),
    ("Chức vụ", "Cách nhau bằng chấm phẩy; ở tổ chức khác thì thêm @mã: Bí thư; Cấp ủy viên @kim-phu từ 01/06/2015"),
    ("Xếp loại", "Ghi tên mức, tên viết tắt hoặc mã của mức trong năm xếp loại; danh hiệu: thêm chữ tiêu biểu."),
)  # fmt: skip


def template_workbook() -> bytes:
    """Three sheets with headers and no rows, and the hints."""
    stream = io.BytesIO()
    with Book(stream) as book:
        for layout in LAYOUTS:
            book.sheet(NAMES[layout.kind]).header([column.header for column in layout.columns])
        hints = book.sheet(HINTS)
        for row in (*_RULES, *_allowed()):
            hints.row(row)
        hints.worksheet.set_column(0, 0, 36)
        hints.worksheet.set_column(1, 1, 110)
    return stream.getvalue()


def _allowed() -> list[tuple[str, str]]:
    """The words that cells may hold."""
    years = [(book.first_year, book.last_year, book) for book in shelf.books()]
    categories = [
        (
            f"Kết quả ({words.SUBJECTS[subject]}), {first}–{last or 'nay'}",
            "; ".join(f"{one.name.vi} ({one.short.vi})" for one in book.categories(subject)),
        )
        for first, last, book in years
        for subject in (Subject.MEMBER, Subject.ORGANIZATION)
    ]
    return [
        *((f"Loại: {kind.code}", kind.name.vi) for kind in kinds().values()),
        ("Loại hình", "; ".join(words.SECTORS.values())),
        ("Trạng thái", "; ".join([*words.STANDINGS.values(), *words.LEAVINGS.values()])),
        ("Chức vụ", "; ".join(words.POSTS.values())),
        *categories,
        ("Không xếp loại", "; ".join(words.STATUSES.values())),
    ]
