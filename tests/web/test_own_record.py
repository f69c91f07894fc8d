"""Who keeps the records does not keep the own: nobody changes the own standing, posts or particulars."""

import pytest
from django.test import Client

from tests.web.conftest import Site
from vungmanh.members.models import Post, PostHeld


@pytest.mark.parametrize(("whom", "status"), [("dv-08", 409), ("dv-09", 302)])
def test_the_office_gives_posts_to_others_only(site: Site, office: Client, whom: str, status: int) -> None:
    typed = {"post": Post.COMMITTEE, "organization": "kho-bac", "on": "01/12/2019"}
    answer = office.post(f"/members/{site.member(whom)}/post/", typed)
    held = PostHeld.objects.effective().filter(member=site.member(whom), post=Post.COMMITTEE).count()
    assert (answer.status_code, held) == (status, int(status == 302))


def test_the_refusal_says_whom_to_ask(site: Site, office: Client) -> None:
    typed = {"post": Post.COMMITTEE, "organization": "kho-bac", "on": "01/12/2019"}
    page = office.post(f"/members/{site.member('dv-08')}/post/", typed).content.decode()
    assert "Không ai tự thay đổi hồ sơ" in page
    assert "nhờ cán bộ khác, cấp trên thực hiện" in page
