"""Every address behind the public door."""

from django.urls import URLPattern, path

urlpatterns: list[URLPattern] = []
