"""The pages where a member takes a login into use, or chooses a new password, with a code on paper."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vungmanh.accounts.actions import reset_password, take_login
from vungmanh.accounts.checks import typed_code, usable_code
from vungmanh.accounts.limits import CODES, check_pace, take_back
from vungmanh.accounts.models import OneTimeCode, Purpose
from vungmanh.accounts.queries import suggested_username
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.queries import particulars_of
from vungmanh.web.accounts.forms import CodeForm, PasswordForm, TakeLoginForm
from vungmanh.web.viewer import today

_CODE = "one_time_code"
"""Where the session keeps the digest of the code that was typed."""


def activate(request: HttpRequest) -> HttpResponse:
    """First the code; a wrong one is counted against the address it came from."""
    if request.user.is_authenticated:
        messages.info(request, _("Đăng xuất tài khoản đang dùng trước khi dùng mã."))
        return redirect(f"{reverse('account_logout')}?{urlencode({'next': request.path})}")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _take_code(request, form.cleaned_data["code"])
        except Refusal as refusal:
            form.refusal = refusal
        else:
            return redirect("activate_password")
    shown = {"form": form, "refusal": form.refusal}
    return render(request, "web/accounts/activate.html", shown, status=_status(form.refusal))


def activate_password(request: HttpRequest) -> HttpResponse:
    """Then user name and password; the code is spent, and the member is signed in, with the second factor if any."""
    if request.user.is_authenticated or _CODE not in request.session:
        return redirect("activate")
    try:
        code = usable_code(request.session[_CODE], today=today())
    except Refusal as refusal:
        del request.session[_CODE]
        shown = {"form": CodeForm(), "refusal": refusal}
        return render(request, "web/accounts/activate.html", shown, status=409)
    return _choose_password(request, code)


def _take_code(request: HttpRequest, typed: str) -> None:
    """Keep a right code for the next page. Outside of any transaction: a wrong try stays counted."""
    key = get_adapter().get_client_ip(request)
    check_pace([(CODES, key)])
    request.session[_CODE] = typed_code(typed, today=today()).digest
    take_back(CODES, key)


def _choose_password(request: HttpRequest, code: OneTimeCode) -> HttpResponse:
    name = particulars_of(code.member).full_name
    form, done = _form(request, code, name), []

    def act(data: dict[str, Any]) -> None:
        if code.purpose == Purpose.RESET:
            done.append(reset_password(code=code, password=data["password1"]))
        else:
            done.append(take_login(code=code, username=data["username"], password=data["password1"]))

    if request.method == "POST" and form.carries_out(act):
        del request.session[_CODE]
        messages.success(request, _("Đã đặt mật khẩu cho tài khoản {username}.").format(username=done[0].username))
        return perform_login(request, done[0])
    shown = {"form": form, "refusal": form.refusal, "name": name, "username": form.username_known}
    return render(request, "web/accounts/activate_password.html", shown, status=_status(form.refusal))


def _form(request: HttpRequest, code: OneTimeCode, name: str) -> PasswordForm:
    if code.purpose == Purpose.RESET:
        form = PasswordForm(request.POST or None)
        form.username_known = code.member.login.username
        return form
    return TakeLoginForm(request.POST or None, initial={"username": suggested_username(name)})


def _status(refusal: Refusal | None) -> int:
    if refusal is None:
        return 200
    return 429 if refusal.code == "accounts.too_fast" else 409
