"""The sessions of a login: which there are, and ending them."""

from allauth.usersessions.models import UserSession

from vungmanh.accounts.models import Login


def end_sessions(login: Login) -> None:
    """End every session of the login at once."""
    for session in UserSession.objects.filter(user=login):
        session.end()


def end_session(login: Login, session_id: int) -> bool:
    """End one session of the login; False where it has none with this number."""
    session = UserSession.objects.filter(user=login, pk=session_id).first()
    if session is None:
        return False
    session.end()
    return True
