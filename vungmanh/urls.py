"""Addresses: all of them are pages of `web`."""

from django.urls import include, path

urlpatterns = [path("", include("vungmanh.web.urls"))]

handler400 = "vungmanh.web.errors.bad_request"
handler403 = "vungmanh.web.errors.forbidden"
handler429 = "vungmanh.web.errors.too_many"
handler404 = "vungmanh.web.errors.not_found"
handler500 = "vungmanh.web.errors.broken"
