"""Word documents, in the party format where it is a document of a committee."""

import io
import zipfile
from typing import Any, BinaryIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from vungmanh.documents.cells import plain
from vungmanh.documents.letters import Annex, Heading, Letter
from vungmanh.documents.paper import date_line, grid_of, number_line, word_of
from vungmanh.documents.party_format import PartyFormat
from vungmanh.documents.tables import Table
from vungmanh.documents.word_tables import add_grid, add_layout
from vungmanh.documents.workbook_cells import MADE_AT

_CENTER, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_LIST_MARGIN = 15
_LIST_SIZE = 12
_NOTE_SIZE = 10


def write_word(document: Table | Letter, file: BinaryIO, look: PartyFormat, language: str) -> None:
    """A letter in the party format, a table as a list with its pages numbered."""
    word = Document()
    if isinstance(document, Letter):
        _set_up(word, look, document.title, language, size=look.size("text_size"))
        _Letter(word, look, language).write(document)
    else:
        _set_up(word, look, document.title, language, size=_LIST_SIZE, margin=_LIST_MARGIN)
        _write_list(word, document, language)
    written = io.BytesIO()
    word.save(written)
    _pack_again(written, file)


def _pack_again(written: BinaryIO, file: BinaryIO) -> None:
    """Copy the package with one time for all its parts, since python-docx stamps them with the clock."""
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, MADE_AT.timetuple()[:6])
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(part, old.read(name))


def _set_up(
    word: WordDocument, look: PartyFormat, title: str, language: str, *, size: int, margin: int | None = None
) -> None:
    facts = word.core_properties
    facts.title, facts.author, facts.last_modified_by, facts.comments = plain(title)[:255], "", "", ""
    facts.created = facts.modified = MADE_AT
    facts.revision, facts.language = 1, "en-GB" if language.startswith("en") else "vi-VN"
    style = word.styles["Normal"]
    style.font.name, style.font.size = look.words("font"), Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), look.words("font"))
    style.paragraph_format.space_after = Pt(0)
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side in ("top", "bottom", "left", "right"):
        setattr(section, f"{side}_margin", Mm(margin or look.size(f"margin_{side}")))
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = look.size("page_number_from") > 1
    number = section.header.paragraphs[0]
    number.alignment = _CENTER
    _add_page_number(number)


def _add_page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001  (python-docx has no fields)


def _write_list(word: WordDocument, table: Table, language: str) -> None:
    grid = grid_of(table, language, numbered=True)
    section = word.sections[0]
    if grid.is_wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for words, is_title in ((grid.title, True), (grid.subtitle, False)):
        if words:
            line = word.add_paragraph()
            line.alignment, line.paragraph_format.space_after = _CENTER, Pt(6)
            run = line.add_run(words)
            run.bold, run.italic = is_title, not is_title
    add_grid(word, grid)
    word.add_paragraph()  # Word wants something after a table


class _Letter:
    """Writes one letter from its heading to its signature."""

    def __init__(self, word: WordDocument, look: PartyFormat, language: str) -> None:
        self.word, self.look, self.language = word, look, language

    def write(self, letter: Letter) -> None:
        """The whole letter."""
        self._head(letter)
        self._title(letter)
        for part in letter.parts:
            if isinstance(part, Table):
                self._table(part)
            else:
                self._prose(part)
        self._foot(letter)
        if letter.annex:
            self._annex(letter.annex)

    def _head(self, letter: Letter) -> None:
        look, language = self.look, self.language
        layout = add_layout(self.word, (77, 88))
        left, right = layout.rows[0].cells
        body, date = Pt(look.size("body_size")), Pt(look.size("date_size"))
        lines: list[tuple[str, Any]] = [(letter.superior, {}), (letter.body, {"bold": True})]
        lines.append((look.words("mark_under_body"), {}))
        for words, marks in lines:
            self._line(left, words, size=body, **marks)
        self._line(left, number_line(letter, look, language), size=Pt(look.size("number_size")))
        party_name = Pt(look.size("party_name_size"))
        self._line(right, word_of(look, "party_name", language), size=party_name, bold=True, underline=True)
        for _blank in range(2 if letter.superior else 1):
            right.add_paragraph()
        self._line(right, date_line(letter, look), size=date, italic=True)

    def _title(self, letter: Letter) -> None:
        self.word.add_paragraph()
        kind, about = Pt(self.look.size("kind_size")), Pt(self.look.size("about_size"))
        for words, size in ((letter.kind, kind), (letter.about, about)):
            self._line(self.word, words, size=size, bold=True)
        self._line(self.word, self.look.words("line_under_title"), size=about)
        self.word.add_paragraph()

    def _line(self, where: Any, words: str, *, size: Any, **marks: bool) -> None:
        """A centred line; a cell's first paragraph is there already."""
        if not words:
            return
        blank = where is not self.word and not where.paragraphs[0].text
        line = where.paragraphs[0] if blank else where.add_paragraph()
        line.alignment = _CENTER
        run = line.add_run(plain(words))
        run.font.size = size
        for mark, on in marks.items():
            setattr(run, mark, on)

    def _prose(self, part: str | Heading) -> None:
        line = self.word.add_paragraph()
        form = line.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(self.look.size("line_spacing"))
        form.space_after = Pt(6)
        if isinstance(part, Heading):
            form.space_before, form.keep_with_next = Pt(6), True
            line.add_run(plain(part.text)).bold = True
        else:
            line.alignment, form.first_line_indent = _JUSTIFY, Mm(self.look.size("first_line"))
            line.add_run(plain(part))

    def _table(self, table: Table) -> None:
        grid = grid_of(table, self.language)
        if grid.title:
            line = self.word.add_paragraph()
            line.paragraph_format.keep_with_next, line.paragraph_format.space_before = True, Pt(8)
            line.paragraph_format.space_after = Pt(4)
            line.add_run(grid.title).bold = True
        add_grid(self.word, grid)

    def _foot(self, letter: Letter) -> None:
        for line in (self.word.paragraphs[-1], self.word.add_paragraph()):
            line.paragraph_format.keep_with_next = True  # a signature never stands on a page of its own
        left, right = add_layout(self.word, (80, 85)).rows[0].cells
        if letter.recipients:
            left.paragraphs[0].add_run(word_of(self.look, "recipients_word", self.language)).underline = True
            left.paragraphs[0].add_run(":")
            for each in letter.recipients:
                left.add_paragraph().add_run(f"- {plain(each)}").font.size = Pt(12)
        size = Pt(self.look.size("body_size"))
        if letter.on_behalf_of:
            mark = word_of(self.look, "authority_mark", self.language)
            self._line(right, f"{mark} {letter.on_behalf_of}", size=size, bold=True)
        self._line(right, letter.signed_as, size=size, bold=self.look.says("signer_bold"))
        for _room in range(4):
            right.add_paragraph()
        self._line(right, letter.signer, size=size, bold=True)
        for note in letter.notes:
            line = self.word.add_paragraph()
            line.paragraph_format.space_before = Pt(_NOTE_SIZE)
            run = line.add_run(plain(note))
            run.italic, run.font.size = True, Pt(_NOTE_SIZE)

    def _annex(self, annex: Annex) -> None:
        self.word.add_paragraph().paragraph_format.page_break_before = True
        self._line(self.word, annex.title, size=Pt(self.look.size("kind_size")), bold=True)
        self._line(self.word, annex.subtitle, size=Pt(self.look.size("about_size")), italic=True)
        for table in annex.tables:
            self._table(table)
