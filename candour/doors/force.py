"""Every address behind the force door."""

from django.urls import URLPattern, path

urlpatterns: list[URLPattern] = []
