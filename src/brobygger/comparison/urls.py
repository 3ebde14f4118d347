"""Sheets side by side, goals, and the presentation of one party's contribution."""

from django.urls import URLPattern

app_name = "comparison"

urlpatterns: list[URLPattern] = []
