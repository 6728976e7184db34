"""Every address behind the desk door."""

from django.urls import URLPattern, path

urlpatterns: list[URLPattern] = []
